import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findType } from '#shared/events/catalogue.ts';
import { answerKpis } from '#shared/kpi/ask/answer-kpis.ts';
import type { KpiAnswer } from '#shared/kpi/answer.ts';
import { formulas } from '#shared/kpi/formulas/formulas.ts';
import type { KpiId } from '#shared/kpi/kpi-units.ts';
import { packAssets } from '#shared/locality/assets-of.ts';
import { answerBottlenecks, answerStepWaits, recordPlaces } from '#shared/promises/ask/answer-bottlenecks.ts';
import { answerLeague, type League } from '#shared/promises/ask/answer-league.ts';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { listRecords } from '#shared/store/list-records.ts';
import { recount } from '#shared/store/recount.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { importAtFirstStart } from '../../../stream/office/registry/first-import.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { recountByHand, recountCitizens, recounted, type ByHand } from '../../support/kpis-by-hand/recount-counts.ts';
import { recountSeenWell } from '../../support/kpis-by-hand/recount-seen-well.ts';
import {
  bottlenecksByHand,
  directByHand,
  downByHand,
  rankByHand,
  straightByHand,
} from '../../support/kpis-by-hand/league-by-hand.ts';
import { isInSlot, recountWaits } from '../../support/kpis-by-hand/recount-waits.ts';
import { simulateCity, sixUnit } from '../../support/simulate-parts.ts';

/*
 * A week of the simulated city of six units, as its sources would send it, counted by the writer's own code: every KPI, of
 * the city and of every unit, must be what a recount of the raw events says.
 */
const week = { from: '2026-11-16', to: '2026-11-23' };
const byHand = { world: 'live', ...week };
const asOf = '2026-11-22T17:00:00.000Z';
const units = sixUnit.units.map(({ code }) => code);
const cityWide = new Set<KpiId>(formulas.filter(({ level }) => level === 'city').map(({ kpi }) => kpi));
/** What no KPI reads, and would only take time to write. */
const unread =
  /^(record\.step|parking\.(entered|exited|occupancy|settled)|counter|staff|report|ticket\.(issued|served)|kiosk\.session)/;

let database: TestDatabase;
let db: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.databaseUrl, max: 1, types: pgTypes });
  const dir = join(import.meta.dirname, '../../support/cities/six-unit');
  await importAtFirstStart(pool, dir, { log: createLog('test', 'silent'), now: new Date('2026-10-01T00:00:00Z') });
  await pool.end();
  db = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await db.connect();
  const unitOf = new Map(packAssets(sixUnit).map(({ code, unit }) => [code, unit]));
  const events = simulateCity({ day: week.from, days: 7, heartbeatS: 1_800 })
    .filter(({ type }) => !unread.test(type))
    .map(({ type, asset, timeMs, data, id }) => {
      const personal = new Set(findType(type)?.type.personal ?? []);
      const open = Object.fromEntries(Object.entries(data).filter(([key]) => !personal.has(key)));
      const time = new Date(timeMs).toISOString();
      return anEvent(type, open, { id, asset, unit: unitOf.get(asset) ?? '', time });
    });
  await (await openWriter(db)).write(events);
}, 180_000);

afterAll(async () => {
  await db.end();
  await database.drop();
});

async function answersOf(kpi: KpiId): Promise<Map<string, KpiAnswer>> {
  const asked = { world: 'live', nowMs: Date.parse(asOf), kpis: [kpi], when: { span: week } };
  const answers = [...(await answerKpis(db, asked)), ...(await answerKpis(db, { ...asked, of: 'all' }))];
  return new Map(
    answers.filter(({ unit }) => unit === '' || units.includes(unit)).map((answer) => [answer.unit, answer]),
  );
}

/** Every answer has the numerator and denominator counted by hand, and a value that is one over the other. */
function expectAll(answers: ReadonlyMap<string, KpiAnswer>, hand: ByHand): void {
  for (const [unit, { numerator, denominator, value }] of answers) {
    const { num, den } = hand.get(unit) ?? { num: 0, den: 0 };
    expect([unit, numerator, denominator]).toEqual([unit, num, den]);
    if (value !== null && denominator !== null) expect(value).toBe(num / (den ?? 0));
  }
}

it('is counted without a difference', async () => {
  expect(await recount(db, civilCalendar('Asia/Ho_Chi_Minh'))).toMatchObject({ different: 0 });
});

it.each(recounted)('%s equals its recount', async (kpi) => {
  const answers = await answersOf(kpi);
  expect(answers.size).toBe(cityWide.has(kpi) ? 1 : 1 + units.length);
  expect(answers.get('')?.value).toBeGreaterThan(0);
  expectAll(answers, await recountByHand(db, kpi, byHand));
});

it.each([
  ['kiosk_availability', 'kiosk'],
  ['system_uptime', 'system'],
] as const)('%s equals its recount', async (kpi, what) => {
  const answers = await answersOf(kpi);
  expect(answers.get('')?.value).toBeGreaterThan(0.9);
  expectAll(answers, await recountSeenWell(db, what, { ...byHand, asOf }));
});

it.each([
  ['wait_p50', 0.5],
  ['wait_p90', 0.9],
] as const)('%s equals its recount to within a slot', async (kpi, share) => {
  const hand = await recountWaits(db, share, byHand);
  for (const [unit, { denominator, value }] of await answersOf(kpi)) {
    const exact = hand.get(unit);
    expect([unit, denominator]).toEqual([unit, exact?.n]);
    if (exact) expect([unit, isInSlot(value, exact)]).toEqual([unit, true]);
  }
});

it('counts every record for the unit that served it and for the unit of its citizen, each once', async () => {
  const hand = await recountCitizens(db, 'online_share', byHand);
  let [served, citizens] = [0, 0];
  for (const unit of units) {
    const asked = { world: 'live', nowMs: Date.parse(asOf), kpis: ['online_share' as const], when: { span: week } };
    const [here, theirs] = await answerKpis(db, { ...asked, of: unit });
    expect([theirs?.numerator, theirs?.denominator]).toEqual([hand.get(unit)?.num, hand.get(unit)?.den]);
    served += here?.denominator ?? 0;
    citizens += theirs?.denominator ?? 0;
  }
  expect([served, citizens]).toEqual([served, served]);
});

async function leagueOf(kpi: KpiId): Promise<League> {
  return answerLeague(db, { world: 'live', nowMs: Date.parse(asOf), kpi });
}

it('ranks units as SQL does, with the trend of the week and what was out of reach', async () => {
  const hand = await rankByHand(db, byHand);
  const down = await downByHand(db, byHand);
  const { rows } = await leagueOf('online_share');
  expect(
    rows.map(({ answer, standing }) => ({
      ...{ unit: answer.unit, num: answer.numerator, den: answer.denominator, rank: standing.rank },
    })),
  ).toEqual(hand);
  for (const { answer, trend, upstream } of rows) {
    expect(trend).toMatchObject({ last: answer.value, before: null, change: null });
    expect(upstream.systems.map(({ system }) => system)).toEqual(['S-DVCQG', 'S-PORTAL', 'S-VNEID']);
    for (const { system, downMs } of upstream.systems) expect([system, downMs]).toEqual([system, down.get(system)]);
  }
});

it('finds the procedures that keep records off line as SQL does', async () => {
  const { city } = await leagueOf('online_share');
  const found = city && (await answerBottlenecks(db, city.answer));
  const hand = await bottlenecksByHand(db, byHand);
  expect(hand.length).toBeGreaterThan(3);
  expect(found?.map(({ procedure, whole, held, ofHeld }) => ({ procedure, whole, held, ofHeld }))).toEqual(hand);
});

it('leads to the single records behind a figure, without anything of citizens', async () => {
  const unit = '00070';
  const row = (await leagueOf('online_share')).rows.find(({ answer }) => answer.unit === unit);
  if (!row) throw new Error('the unit is in its league');
  const [fromMs, toMs] = [Date.parse('2026-11-15T17:00:00Z'), Date.parse(asOf)];
  const asked = { world: 'live', sinceMs: fromMs, fromMs, toMs, by: 'submitted', procedure: null } as const;
  const assets = await recordPlaces(db, row.answer);
  const { rows, total } = await listRecords(db, { ...asked, assets, hold: 'direct', limit: 5_000, skip: 0 });
  expect(rows.map(({ record }) => record)).toEqual(await directByHand(db, unit, byHand));
  expect(total).toBe(rows.length);
  expect(JSON.stringify(rows)).not.toMatch(/citizen|phone/);
  const straight = (await answerStepWaits(db, row.answer)).find(
    ({ from, to }) => from === 'submitted' && to === 'completed',
  );
  const hand = await straightByHand(db, unit, byHand);
  expect([straight?.n, straight?.totalMs]).toEqual([hand?.n, hand?.ms]);
});

it('counts a set of units from its own rows, also where the city is asked about beside it', async () => {
  await db.query(
    `INSERT INTO targets (set, kpi, unit_set, formula_version, target, direction, period, valid_from)
     VALUES ('a-set', 'kiosk_availability', 'type:phuong', 1, 0.9, 'at_least', 'month', '2026-01-01')`,
  );
  const asked = { world: 'live', nowMs: Date.parse(asOf), kpis: ['kiosk_availability' as const], when: { span: week } };
  const [city, wards] = await answerKpis(db, asked);
  expect([city?.unit, wards?.unit]).toEqual(['', 'type:phuong']);
  expect([wards?.numerator, wards?.denominator]).toEqual([city?.numerator, city?.denominator]);
  expect(wards?.value).toBeGreaterThan(0.9);
});
