import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KpiAnswer } from '#shared/kpi/answer.ts';
import { answerKpis, type KpisAsked } from '#shared/kpi/ask/answer-kpis.ts';
import { kpiUnits, type KpiId } from '#shared/kpi/kpi-units.ts';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { importAtFirstStart } from '../../../stream/office/registry/first-import.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { aMonth, nowMs, units } from './a-month.ts';
import { recountByHand, recountCitizens, recounted, recountSeenWell, recountWaits } from './recount-by-hand.ts';

/*
 * Half a month of a six-unit city, counted by the writer's own code with repeats, late events and withdrawals among
 * them; every KPI must be what a recount of the raw events says.
 */
const SIX_UNIT = join(import.meta.dirname, '../../support/cities/six-unit');
const asOf = new Date(nowMs).toISOString();
const month = { from: '2026-11-01', to: '2026-12-01' };
const cityWide: readonly KpiId[] = ['hotline_answered_share', 'hotline_speed', 'people_supported', 'system_uptime'];

let database: TestDatabase;
let db: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.databaseUrl, max: 1, types: pgTypes });
  await importAtFirstStart(pool, SIX_UNIT, { log: createLog('test', 'silent'), now: new Date('2026-10-01T00:00:00Z') });
  await pool.end();
  db = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await db.connect();
  const writer = await openWriter(db);
  const events = aMonth('kpis');
  const late = events.filter((_, at) => at % 7 === 3);
  await writer.write(events.filter((_, at) => at % 7 !== 3));
  await writer.write(late);
  await writer.write(
    events.filter((_, at) => at % 5 === 0),
    'repeats',
  );
  const wrong = events.filter((_, at) => at % 11 === 4);
  await writer.write(
    wrong.map(({ type, id, asset, unit, time }) =>
      anEvent(
        `${type.split('.')[0] ?? ''}.voided`,
        { id, reason: 'entered twice' },
        { id: `v-${id}`, asset, unit, time },
      ),
    ),
  );
});

afterAll(async () => {
  await db.end();
  await database.drop();
});

const ask = (over: Partial<KpisAsked> = {}): Promise<KpiAnswer[]> => answerKpis(db, { world: 'live', nowMs, ...over });

/** The answers of the month without a target, or of one target set, by unit. */
async function pairsOf(kpi: KpiId, of?: string): Promise<Map<string, { num: number | null; den: number | null }>> {
  const answers = await ask({ kpis: [kpi], when: { span: month }, of });
  return new Map(answers.map(({ unit, numerator, denominator }) => [unit, { num: numerator, den: denominator }]));
}

describe('every KPI equals a recount of the raw events', () => {
  it.each(recounted)('%s', async (kpi) => {
    const hand = await recountByHand(db, kpi, month);
    expect(hand.get('')?.num).toBeGreaterThan(0);
    expect((await pairsOf(kpi)).get('')).toEqual(hand.get(''));
    const byUnit = await pairsOf(kpi, 'all');
    if (cityWide.includes(kpi)) expect(byUnit.size).toBe(0);
    else expect(byUnit).toEqual(new Map(units.map((unit) => [unit, hand.get(unit)])));
  });

  it.each(['kiosk', 'system'] as const)('time seen well: %s', async (what) => {
    const kpi = what === 'kiosk' ? 'kiosk_availability' : 'system_uptime';
    const hand = await recountSeenWell(db, what, { ...month, asOf });
    expect(hand.get('')?.num).toBeGreaterThan(0);
    expect((await pairsOf(kpi)).get('')).toEqual(hand.get(''));
    if (what === 'kiosk') {
      const byUnit = await pairsOf(kpi, 'all');
      for (const unit of units) expect([unit, byUnit.get(unit)]).toEqual([unit, hand.get(unit)]);
    }
  });

  it.each([
    ['wait_p50', 0.5],
    ['wait_p90', 0.9],
  ] as const)('%s, to within a slot of its distribution', async (kpi, share) => {
    const hand = await recountWaits(db, share, month);
    const answers = [
      ...(await ask({ kpis: [kpi], when: { span: month } })),
      ...(await ask({ kpis: [kpi], of: 'all' })),
    ];
    expect(answers).toHaveLength(7);
    for (const { unit, value, denominator } of answers) {
      const exact = hand.get(unit);
      expect([unit, denominator]).toEqual([unit, exact?.n]);
      expect(Math.abs((value ?? 0) / (exact?.ms ?? 1) - 1)).toBeLessThan(0.1);
    }
  });

  it('counts records for the unit that served and, apart, for the citizens’ own', async () => {
    const hand = await recountCitizens(db, month);
    for (const unit of units) {
      const answers = await ask({ kpis: ['online_share'], of: unit, when: { span: month } });
      expect(answers.map(({ countedFor }) => countedFor)).toEqual(['served', 'citizens']);
      const citizens = answers[1];
      expect({ num: citizens?.numerator, den: citizens?.denominator }).toEqual(hand.get(unit));
    }
  });
});

it('says of every figure its world, its instant, its formula and who reports', async () => {
  const answers = await ask();
  expect(new Set(answers.filter(({ unit }) => unit === '').map(({ kpi }) => kpi))).toEqual(
    new Set(Object.keys(kpiUnits)),
  );
  for (const answer of answers) {
    expect(answer).toMatchObject({ world: 'live', asOf, formulaVersion: 1 });
    expect(answer.value === null).toBe(answer.reason !== null);
  }
  const uptime = answers.find(({ kpi }) => kpi === 'system_uptime');
  expect(uptime).toMatchObject({ target: 0.999, targetSet: 'ioc-2026', coverage: { reporting: 5, expected: 5 } });
});
