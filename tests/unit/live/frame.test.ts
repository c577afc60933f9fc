import type { Writable } from 'node:stream';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ws from 'ws';
import { Frame } from '../../../stream/live/push/frame.ts';

// Exported by ws, and missing from its types.
const { Receiver } = ws as unknown as { Receiver: new (options: { isServer: boolean }) => Writable };

/** What the other side's receiver makes of a frame. */
async function receive(bytes: Buffer): Promise<string> {
  const receiver = new Receiver({ isServer: false });
  return await new Promise((resolve, reject) => {
    receiver.on('message', (data: Buffer) => {
      resolve(data.toString());
    });
    receiver.on('error', reject);
    receiver.write(bytes);
  });
}

describe('a frame', () => {
  it.each([0, 1, 125, 126, 65_535, 65_536, 200_000])('of %i bytes is read by the other side', async (size) => {
    const text = 'ọ'.repeat(Math.floor(size / 3)).padEnd(size - 2 * Math.floor(size / 3), 'x');
    expect(Buffer.byteLength(text)).toBe(size);
    expect(await receive(new Frame(text).bytes(false))).toBe(text);
  });

  it('says that it is deflated, and inflates to what it was', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1_100, maxLength: 4_000 }), (text) => {
        const frame = new Frame(text).bytes(true);
        expect(frame[0]).toBe(0xc1);
        const header = (frame[1] ?? 0) < 126 ? 2 : 4;
        const whole = Buffer.concat([frame.subarray(header), Buffer.from([0, 0, 0xff, 0xff])]);
        expect(inflateRawSync(whole, { finishFlush: 2 }).toString()).toBe(Buffer.from(text).toString());
      }),
      { numRuns: 50 },
    );
  });

  it('is made once for all, and small ones stay plain', () => {
    const frame = new Frame('x'.repeat(5_000));
    expect(frame.bytes(true)).toBe(frame.bytes(true));
    expect(frame.bytes(true).length).toBeLessThan(100);
    expect(new Frame('small').bytes(true)[0]).toBe(0x81);
  });
});
