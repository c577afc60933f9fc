import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { pushProtocol } from '#shared/wire/push.ts';

/*
 * A screen reduced to its socket: it agrees to what a browser agrees to, takes every byte and answers pings, and looks at
 * nothing, so that hundreds of them cost the machine little beside the server they are there for.
 */

export type RawScreen = {
  /** Bytes taken so far. */
  readonly bytes: () => number;
  /** Whether the server ended it. */
  readonly wasCut: () => boolean;
  /** Stops reading: the kernel's buffers fill, then the server's. */
  readonly stall: () => void;
  readonly close: () => void;
};

/** Connects a screen; settles when the server has agreed, fails when it does not. */
export function openRawScreen(url: string, token: string, { deflated }: { readonly deflated: boolean }) {
  return new Promise<RawScreen>((resolve, reject) => {
    const address = new URL(url);
    let bytes = 0;
    let wasCut = false;
    let greeting: Buffer | null = Buffer.alloc(0);
    const walk = createFrameWalk((frame) => socket.write(frame));
    const take = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (greeting === null) {
        walk(chunk);
        return;
      }
      greeting = Buffer.concat([greeting, chunk]);
      const end = greeting.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!greeting.toString('latin1').startsWith('HTTP/1.1 101')) {
        reject(new Error(`the server refused a screen: ${greeting.toString('latin1').split('\r\n', 1)[0] ?? ''}`));
        socket.destroy();
        return;
      }
      const rest = greeting.subarray(end + 4);
      greeting = null;
      walk(rest);
      resolve({
        bytes: () => bytes,
        wasCut: () => wasCut,
        stall: () => socket.pause(),
        close: () => socket.destroy(),
      });
    };
    const socket: Socket = connect(Number(address.port), address.hostname, () => {
      socket.write(toUpgrade(address, token, deflated));
    });
    socket.setNoDelay(true).on('data', take);
    socket.once('error', reject);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      wasCut = true;
      reject(new Error('the server ended a screen before it agreed'));
    });
  });
}

function toUpgrade({ pathname, search, host }: URL, token: string, deflated: boolean): string {
  return [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Protocol: ${pushProtocol}`,
    ...(deflated ? ['Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits'] : []),
    `Authorization: Bearer ${token}`,
    '\r\n',
  ].join('\r\n');
}

const ping = 0x9;
// A pong without content, masked with zeros as a client must mask.
const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);

/** Walks over the server's frames by their lengths and answers its pings, which are empty. */
function createFrameWalk(write: (frame: Buffer) => void): (chunk: Buffer) => void {
  let skip = 0;
  let head = Buffer.alloc(0);
  return (chunk) => {
    let at = 0;
    for (;;) {
      const passed = Math.min(skip, chunk.length - at);
      skip -= passed;
      at += passed;
      if (at >= chunk.length) return;
      const missing = headLength(head) - head.length;
      head = Buffer.concat([head, chunk.subarray(at, at + missing)]);
      at += missing;
      if (head.length < headLength(head)) continue;
      if (((head[0] ?? 0) & 0xf) === ping) write(pong);
      skip = payloadLength(head);
      head = Buffer.alloc(0);
    }
  };
}

function headLength(head: Buffer): number {
  if (head.length < 2) return 2;
  return { 126: 4, 127: 10 }[(head[1] ?? 0) & 0x7f] ?? 2;
}

function payloadLength(head: Buffer): number {
  if (head.length === 4) return head.readUInt16BE(2);
  return head.length === 10 ? Number(head.readBigUInt64BE(2)) : (head[1] ?? 0) & 0x7f;
}
