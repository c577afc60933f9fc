import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Channel } from '../../../stream/live/push/channel.ts';
import { Frame } from '../../../stream/live/push/frame.ts';
import { Screen } from '../../../stream/live/push/screen.ts';
import type { TopicSource } from '../../../stream/live/push/topic-source.ts';

let offset = 1;
const source: TopicSource = {
  topic: 'state',
  position: () => ({ generation: 1, offset }),
  snapshot: () => new Frame(`snapshot ${String(offset)}`),
  delta: vi.fn(
    (from: number, keys: ReadonlyMap<string, string>) =>
      new Frame(`${String(from)}-${String(offset)} ${[...keys.keys()].join()}`),
  ),
};
// Counts that cannot be read would keep the channel awake; this source says so at once.
const counts: TopicSource = { ...source, topic: 'counts', snapshot: () => new Frame('counts') };

beforeEach(() => {
  offset = 1;
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function aScreen(): { screen: Screen; sent: string[]; transport: { bufferedAmount: number } } {
  const sent: string[] = [];
  const transport = {
    bufferedAmount: 0,
    takesDeflated: false,
    write: (frame: Buffer) => {
      const text = frame.subarray(2).toString();
      if (text !== 'counts') sent.push(text);
    },
    close: () => undefined,
    terminate: () => undefined,
  };
  return { screen: new Screen(transport, { isProbe: false }), sent, transport };
}

function change(channel: Channel, ...assets: string[]): void {
  offset++;
  channel.note('state', new Map(assets.map((asset) => [asset, ''])));
}

it('sends the first change at once, and what follows together when the rate allows', () => {
  const channel = new Channel([source, counts], 5);
  const { screen, sent } = aScreen();
  channel.add(screen);
  vi.advanceTimersByTime(1_000);
  change(channel, 'a');
  vi.advanceTimersByTime(1);
  expect(sent).toEqual(['snapshot 1', '1-2 a']);
  change(channel, 'b');
  vi.advanceTimersByTime(50);
  change(channel, 'b', 'c');
  vi.advanceTimersByTime(100);
  expect(sent).toHaveLength(2);
  vi.advanceTimersByTime(50);
  expect(sent[2]).toBe('2-4 b,c');
  expect(vi.getTimerCount()).toBe(0);
});

it('serialises once for all who are up to date; who was not draining gets what it missed when it drains', () => {
  const channel = new Channel([source, counts], 5);
  const [one, other, slow] = [aScreen(), aScreen(), aScreen()];
  for (const { screen } of [one, other, slow]) channel.add(screen);
  vi.advanceTimersByTime(1_000);
  vi.mocked(source.delta).mockClear();
  slow.transport.bufferedAmount = 1e6;
  change(channel, 'a');
  vi.advanceTimersByTime(200);
  change(channel, 'b');
  vi.advanceTimersByTime(200);
  expect(source.delta).toHaveBeenCalledTimes(2);
  slow.transport.bufferedAmount = 0;
  vi.advanceTimersByTime(200);
  expect(one.sent).toEqual(['snapshot 1', '1-2 a', '2-3 b']);
  expect(other.sent).toEqual(one.sent);
  expect(slow.sent).toEqual(['snapshot 1', '1-3 a,b']);
});
