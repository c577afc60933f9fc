import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { problem } from '../../../ingest/door/http/problem.ts';
import { toSender } from '../../../ingest/door/keys/sender.ts';
import { limits } from '../../../ingest/door/limits.ts';
import { createRefusedKeeper } from '../../../ingest/door/quarantine/keep-refused.ts';
import type { RefusedEvent } from '../../../ingest/door/quarantine/refused-event.ts';
import { aKey } from '../../support/test-registry.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A keeper whose stored messages and log lines the test sees. */
function openKeeper(store: (events: readonly RefusedEvent[]) => Promise<void> = () => Promise.resolve()) {
  const messages: (readonly RefusedEvent[])[] = [];
  const logLines: string[] = [];
  const keeper = createRefusedKeeper({
    store: async (events) => {
      await store(events);
      messages.push(events);
    },
    newId: () => 'id',
    now: Date.now,
    log: pino({}, { write: (line: string) => logLines.push(line) }),
  });
  const sender = toSender(aKey('aaaaaaaa'));
  const keep = (text: string): void => {
    keeper.keep({ sender, text, problem: problem('invalid-event', 'wrong') });
  };
  return { keeper, keep, messages, logLines };
}

test('refused events are stored together, a few times a second', async () => {
  const { keep, messages } = openKeeper();
  keep('a');
  keep('b');
  expect(messages).toEqual([]);
  await vi.advanceTimersByTimeAsync(limits.refusedFlushMs);
  expect(messages.map((message) => message.map(({ text }) => text))).toEqual([['a', 'b']]);
  expect(messages[0]?.[0]).toMatchObject({ kid: 'aaaaaaaa', problem: 'invalid-event', reason: 'wrong' });
});

test('a flood is kept as far as there is room, at a bounded pace; the rest is counted', async () => {
  const { keep, messages, logLines } = openKeeper();
  for (let at = 0; at < limits.refusedEvents + 7; at += 1) keep('x');
  await vi.advanceTimersByTimeAsync(limits.refusedFlushMs);
  expect(messages).toHaveLength(limits.refusedMessagesPerFlush);
  expect(messages.every((message) => message.length === limits.refusedPerMessage)).toBe(true);
  expect(logLines.join('')).toContain('"dropped":7');
});

test('large ones go into messages of their own', async () => {
  const { keep, messages } = openKeeper();
  for (let at = 0; at < 5; at += 1) keep('x'.repeat(limits.eventBytes));
  await vi.advanceTimersByTimeAsync(limits.refusedFlushMs);
  expect(messages.map(({ length }) => length)).toEqual([2, 2, 1]);
});

test('what cannot be stored is counted, and the end does not wait for it', async () => {
  const failing = openKeeper(() => Promise.reject(new Error('away')));
  failing.keep('a');
  await vi.advanceTimersByTimeAsync(limits.refusedFlushMs);
  expect(failing.logLines.join('')).toContain('"dropped":1');

  const silent = openKeeper(() => new Promise(() => undefined));
  silent.keep('a');
  const stopping = silent.keeper.stop();
  await vi.advanceTimersByTimeAsync(2_000);
  await stopping;
});
