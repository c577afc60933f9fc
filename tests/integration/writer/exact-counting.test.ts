import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CountsMessage } from '#shared/wire/counts.ts';
import { anEvent } from '../../support/an-event.ts';
import { setUpWriter } from '../../support/writer-process.ts';

let city: Awaited<ReturnType<typeof setUpWriter>>;
const counts: CountsMessage[] = [];
let passed = true;

beforeAll(async () => {
  city = await setUpWriter();
  city.nats.subscribe(city.subjects.counts, { callback: (_, message) => void counts.push(message.json()) });
  await city.start();
});
afterAll(() => city.close(passed));

const called = (id: string, waitS: number, over = {}) =>
  anEvent('ticket.called', { ticketId: `t-${id}`, counter: 'Q1', waitS, procedure: 'birth' }, { id, ...over });

async function cityWaits(day = '2026-11-23') {
  return await city.one(
    `SELECT n, sum, min, max FROM rollup_day WHERE bucket = $1 AND unit = '' AND scope = '' AND dim = '' AND metric = 'ticket.wait_ms'`,
    [day],
  );
}

describe('the writer', () => {
  it('counts an event once, however often and in whatever frame it comes', async () => {
    const frame = [called('a', 10), called('b', 20), called('a', 10)];
    await city.publish(frame);
    await city.committed(await city.publish([called('b', 20), called('c', 30)]));
    expect(await cityWaits()).toEqual({ n: 3, sum: 60_000, min: 10_000, max: 30_000 });
    expect(await city.one(`SELECT accepted, counted, repeated FROM receipts`)).toEqual({
      accepted: 5,
      counted: 3,
      repeated: 2,
    });
  });

  it('keeps a conflict, also one with another time in another month, and counts it nowhere', async () => {
    await city.committed(await city.publish([called('a', 99), called('b', 20, { time: '2026-10-01T00:00:00.000Z' })]));
    expect(await cityWaits()).toMatchObject({ n: 3, sum: 60_000 });
    expect(await city.one(`SELECT count(*) AS n FROM findings WHERE found = 'conflict'`)).toEqual({ n: 2 });
    expect(await city.one('SELECT count(*) AS n FROM events')).toEqual({ n: 3 });
  });

  it('takes back exactly what is withdrawn, before or after it came', async () => {
    const voided = (id: string, target: string) =>
      anEvent('ticket.voided', { id: target, reason: 'wrong counter' }, { id });
    await city.publish([voided('v1', 'c'), voided('v2', 'later')]);
    await city.committed(await city.publish([called('later', 500), called('d', 5)]));
    expect(await cityWaits()).toEqual({ n: 3, sum: 35_000, min: 5_000, max: 20_000 });
    const hour = await city.one(`SELECT n, max FROM rollup_hour WHERE scope = 'P00004' AND metric = 'ticket.wait_ms'`);
    expect(hour).toEqual({ n: 3, max: 20_000 });
    expect(await city.recount()).toMatchObject({ different: 0, withdrawn: 2, events: 7 });
  });

  it('refuses to withdraw what is of another kind, and says so', async () => {
    await city.committed(await city.publish([anEvent('call.voided', { id: 'a', reason: 'x' }, { id: 'v3' })]));
    const found = await city.one(`SELECT detail FROM findings WHERE found = 'void'`);
    expect(found?.detail).toContain('another kind');
  });

  it('sets poison aside event by event and counts the rest of its frame', async () => {
    const before = (await cityWaits())?.n as number;
    await city.js.publish(city.subjects.events, 'not json');
    const unstorable = called('g', 1, { asset: 'x\u0000y' });
    await city.committed(await city.publish([{ junk: true }, called('e', 1), unstorable, called('f', 2)]));
    expect(await cityWaits()).toMatchObject({ n: before + 2 });
    expect(await city.one(`SELECT count(*) AS n FROM findings WHERE found = 'poison'`)).toEqual({ n: 3 });
  });

  it('tells every changed day of the city and its units as it stands in the database', async () => {
    const { commit } = (await city.one('SELECT commit FROM writer_position')) as { commit: number };
    // What is told follows the commit.
    await expect.poll(() => counts.at(-1)?.commit, { timeout: 10_000 }).toBe(commit);
    const numbers = [...new Set(counts.map((message) => message.commit))];
    expect(numbers).toEqual(Array.from({ length: commit }, (_, at) => at + 1));
    const told = new Map(
      counts
        .flatMap(({ worlds }) => worlds)
        .flatMap(({ rows }) => rows)
        .map((row) => [row.slice(0, 6).join('|'), row]),
    );
    const held = await city.db.query<{ key: string; n: number; sum: number }>(
      `SELECT 'day|' || bucket || '|' || unit || '|' || scope || '|' || metric || '|' || dim AS key, n, sum FROM rollup_day WHERE scope = ''`,
    );
    expect(held.rows.length).toBeGreaterThan(0);
    for (const { key, n, sum } of held.rows) expect(told.get(key)?.slice(6, 8)).toEqual([n, sum]);
  });

  it('is found out by the recount when a row is changed behind its back', async () => {
    await city.db.query(
      `UPDATE counts_hour SET sum = sum + 1 FROM series s WHERE s.series = counts_hour.series AND unit = '' AND dim = ''`,
    );
    const { different, differences } = await city.recount();
    expect(different).toBeGreaterThan(0);
    expect(differences[0]?.where).toContain('hour 2026-11-23T01:00:00.000Z live ticket.wait_ms city');
    await city.db.query(
      `UPDATE counts_hour SET sum = sum - 1 FROM series s WHERE s.series = counts_hour.series AND unit = '' AND dim = ''`,
    );
    expect(await city.recount()).toMatchObject({ different: 0 });
    passed = true;
  });
});
