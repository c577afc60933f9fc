import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRefusalCounts, type RefusalCounts } from '../../../ingest/door/receipts/refusal-counts.ts';

let dir: string;
let nowMs = Date.parse('2026-11-23T01:00:00Z');
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vonglau-refusals-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const open = (): RefusalCounts =>
  openRefusalCounts({
    dir,
    dayOf: (ms) => new Date(ms).toISOString().slice(0, 10),
    now: () => nowMs,
    log: pino({ level: 'silent' }),
  });
const readAll = (counts: RefusalCounts) =>
  counts.read({ world: 'live', isOwn: (source) => source.startsWith('urn:a'), from: '2026-01-01', to: '2027-01-01' });
const file = (): string => join(dir, 'refusals.txt');

test('what was counted is in the file at the end of the turn, and is known after a crash', async () => {
  const counts = open();
  counts.add('live', 'urn:a', 'unknown-asset');
  counts.add('live', 'urn:a', 'unknown-asset');
  counts.add('live', 'urn:b', 'forbidden');
  counts.add('sim:x', 'urn:a', 'forbidden');
  await Promise.resolve();
  // A crash: the file is left as it is, its last line cut short.
  appendFileSync(file(), '2026-11-23 live urn:a unknown-asset 5');
  const again = open();
  expect(readAll(again)).toEqual([{ day: '2026-11-23', reasons: { 'unknown-asset': 2 } }]);
  expect(again.since()).toBe(counts.since());
  counts.stop();
  again.stop();
});

test('the file is summed up before it grows large, and forgets what is older than two months', async () => {
  writeFileSync(file(), 'since 2026-01-01T00:00:00.000Z\n2026-01-02 live urn:a forbidden 3 .\n');
  const counts = open();
  expect(readAll(counts)).toEqual([{ day: '2026-01-02', reasons: { forbidden: 3 } }]);
  expect(counts.since()).toBe('2026-09-22T01:00:00.000Z');
  for (let round = 0; round < 30_000; round += 1) {
    counts.add('live', 'urn:a', 'invalid-event');
    await Promise.resolve();
  }
  expect(statSync(file()).size).toBeLessThan(2 ** 20);
  counts.stop();
  const again = open();
  expect(readAll(again)).toEqual([{ day: '2026-11-23', reasons: { 'invalid-event': 30_000 } }]);
  expect(readFileSync(file(), 'utf8').split('\n')).toHaveLength(3);
  again.stop();
});

test('days are told apart', async () => {
  const counts = open();
  counts.add('live', 'urn:a', 'forbidden');
  await Promise.resolve();
  nowMs += 86_400_000;
  counts.add('live', 'urn:a', 'forbidden');
  await Promise.resolve();
  expect(readAll(counts).map(({ day }) => day)).toEqual(['2026-11-23', '2026-11-24']);
  counts.stop();
  nowMs -= 86_400_000;
});
