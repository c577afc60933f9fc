import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { publishFrame, type Publishing } from '../../../ingest/door/framing/publish-frame.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test('a clock that is set back does not make senders wait longer for their verdict', async () => {
  const begunMs = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => begunMs - performance.now());
  const publishing = {
    ...{ js: {}, subject: 'events.test', stream: 'EVENTS', publishMs: 50, publishDeadlineMs: 200 },
    link: { isUp: () => false, onNextChange: () => () => undefined },
    newId: () => 'one',
    log: pino({ level: 'silent' }),
  } as unknown as Publishing;
  expect(await publishFrame({ text: '[]', events: 0, parts: [] }, publishing)).toBe('away');
}, 2_000);
