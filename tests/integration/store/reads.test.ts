import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pgTypes } from '#shared/service/pg-types.ts';
import { readAssetEvents } from '#shared/store/read-asset-events.ts';
import { readCityTrend } from '#shared/store/read-city-trend.ts';
import { readKpiByUnit } from '#shared/store/read-kpi-by-unit.ts';
import { readPercentilesByUnit } from '#shared/store/read-percentiles-by-unit.ts';
import { readUnitHours } from '#shared/store/read-unit-hours.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';

/*
 * Two units on three civil days, counted by the writer's own code: on each day `n` tickets are called at 09:30 in the
 * first unit after n × 10 s, and one in the second after 60 s.
 */
const days = ['2026-11-20', '2026-11-21', '2026-11-23'];
const world = 'live';
let database: TestDatabase;
let db: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  db = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await db.connect();
  const called = (day: string, unit: string, waitS: number, id: string) =>
    anEvent(
      'ticket.called',
      { ticketId: id, counter: 'Q1', waitS, procedure: 'TT1' },
      { id, unit, asset: `P${unit}`, time: `${day}T02:30:00.000Z` },
    );
  const writer = await openWriter(db);
  await writer.write(
    days.flatMap((day, at) => [
      ...Array.from({ length: at + 1 }, (_, n) => called(day, '00004', (n + 1) * 10, `${day}-${n}`)),
      called(day, '00008', 60, `${day}-other`),
    ]),
  );
});

afterAll(async () => {
  await db.end();
  await database.drop();
});

const wait = 'ticket.wait_ms';
const over = { world, fromDay: '2026-11-21', toDay: '2026-11-23' };

it("reads a unit's hours without labels and assets, of those asked for only", async () => {
  const fromMs = Date.parse('2026-11-21T00:00:00Z');
  const asked = { world, unit: '00004', metrics: [wait], fromMs, toMs: fromMs + 24 * 3_600_000 };
  const hour = {
    bucketMs: Date.parse('2026-11-21T02:00:00Z'),
    metric: wait,
    n: 2,
    sum: 30_000,
    min: 10_000,
    max: 20_000,
  };
  expect(await readUnitHours(db, asked)).toEqual([hour]);
  expect(await readUnitHours(db, { ...asked, unit: '' })).toEqual([{ ...hour, n: 3, sum: 90_000, max: 60_000 }]);
  expect(await readUnitHours(db, { ...asked, world: 'drill:1' })).toEqual([]);
});

it("reads an asset's events newest first, at most as many as asked for", async () => {
  const span = { fromMs: Date.parse('2026-11-21T00:00:00Z'), toMs: Date.parse('2026-11-24T00:00:00Z') };
  const events = await readAssetEvents(db, { world, asset: 'P00004', ...span, limit: 4 });
  expect(events.map(({ time }) => time.slice(0, 10))).toEqual(['2026-11-23', '2026-11-23', '2026-11-23', '2026-11-21']);
  expect(events[0]).toMatchObject({ type: 'ticket.called', unit: '00004', data: { procedure: 'TT1' } });
});

it('adds up a metric over civil days for the city and each unit', async () => {
  const rows = await readKpiByUnit(db, { ...over, metrics: [wait, 'ticket.issued'] });
  expect(rows.sort((a, b) => a.unit.localeCompare(b.unit))).toEqual([
    { unit: '', metric: wait, n: 7, sum: 210_000, min: 10_000, max: 60_000 },
    { unit: '00004', metric: wait, n: 5, sum: 90_000, min: 10_000, max: 30_000 },
    { unit: '00008', metric: wait, n: 2, sum: 120_000, min: 60_000, max: 60_000 },
  ]);
});

it("reads the city's days in order", async () => {
  const rows = await readCityTrend(db, { world, metrics: [wait], fromDay: '2026-11-20', toDay: '2026-11-23' });
  expect(rows.map(({ day, n, sum }) => [day, n, sum])).toEqual([
    ['2026-11-20', 2, 70_000],
    ['2026-11-21', 3, 90_000],
    ['2026-11-23', 4, 120_000],
  ]);
});

it('finds percentiles over days within what a slot of the histogram allows', async () => {
  const asked = { ...over, metric: wait, shares: [0.5, 0.95] };
  const found = new Map((await readPercentilesByUnit(db, asked)).map((row) => [row.unit, row]));
  expect([...found.keys()].sort()).toEqual(['', '00004', '00008']);
  expect(found.get('')?.n).toBe(7);
  const [half = 0, most = 0] = found.get('00004')?.values ?? [];
  expect(half / 20_000).toBeCloseTo(1, 0);
  expect(most / 30_000).toBeCloseTo(1, 0);
  for (const value of found.get('00008')?.values ?? []) expect(Math.abs(value / 60_000 - 1)).toBeLessThan(0.1);
});
