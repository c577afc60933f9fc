import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Frame } from '../../../stream/live/push/frame.ts';
import { Screen } from '../../../stream/live/push/screen.ts';

const mib = 1024 * 1024;
const transport = { bufferedAmount: 0, takesDeflated: false, write: vi.fn(), close: vi.fn(), terminate: vi.fn() };
let screen: Screen;

beforeEach(() => {
  transport.bufferedAmount = 0;
  for (const call of [transport.write, transport.close, transport.terminate]) call.mockReset();
  screen = new Screen(transport, { isProbe: false });
});

describe('a screen that does not drain', () => {
  it('is skipped, taken back when it drains, and cut with 4008 after 15 s', () => {
    transport.bufferedAmount = mib;
    expect(screen.canTake(1_000)).toBe(false);
    expect(screen.canTake(15_900)).toBe(false);
    transport.bufferedAmount = 0;
    expect(screen.canTake(15_950)).toBe(true);
    transport.bufferedAmount = mib;
    expect(screen.canTake(16_000)).toBe(false);
    expect(screen.canTake(30_999)).toBe(false);
    expect(transport.close).not.toHaveBeenCalled();
    expect(screen.canTake(31_000)).toBe(false);
    expect(transport.close).toHaveBeenCalledExactlyOnceWith(4008, 'not draining');
    transport.bufferedAmount = 0;
    expect(screen.canTake(31_050)).toBe(false);
  });

  it('is cut before more than 4 MiB wait for it', () => {
    transport.bufferedAmount = 200_000;
    screen.send(new Frame('x'.repeat(4 * mib)));
    expect(transport.write).not.toHaveBeenCalled();
    expect(transport.close).toHaveBeenCalledWith(4008, 'too much waiting');
  });

  it('is cut off for good when it does not even take the reason', () => {
    vi.useFakeTimers();
    screen.close(1001, 'server going away');
    vi.advanceTimersByTime(2_000);
    vi.useRealTimers();
    expect(transport.terminate).toHaveBeenCalledOnce();
  });
});

describe('a screen', () => {
  it('may be sent a large first message', () => {
    screen.send(new Frame('x'.repeat(6 * mib)));
    expect(transport.write).toHaveBeenCalledOnce();
  });

  it('gets one snapshot of a topic a second at most', () => {
    screen.sendSnapshot('state', new Frame('x'), 5_000);
    expect(screen.mayStart('state', 5_999)).toBe(false);
    expect(screen.mayStart('state', 6_000)).toBe(true);
    expect(screen.mayStart('counts', 5_999)).toBe(true);
  });
});
