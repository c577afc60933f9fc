import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kpiAnswer } from '#shared/docs/kpi-schema.ts';
import type { KpiAnswer } from '#shared/kpi/answer.ts';
import { answerKpis, type KpisAsked } from '#shared/kpi/ask/answer-kpis.ts';
import { newestVersions } from '#shared/kpi/formulas/formulas.ts';
import { kpiUnits, type KpiId } from '#shared/kpi/kpi-units.ts';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { importAtFirstStart } from '../../../stream/office/registry/first-import.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { recountByHand, recountCitizens, recounted } from '../../support/kpis-by-hand/recount-counts.ts';
import { recountSeenWell } from '../../support/kpis-by-hand/recount-seen-well.ts';
import { isInSlot, recountWaits } from '../../support/kpis-by-hand/recount-waits.ts';
import { aMonth, nowMs, units } from './a-month.ts';

/*
 * Half a month of a six-unit city, counted by the writer's own code with repeats, late events and withdrawals among
 * them; every KPI must be what a recount of the raw events says.
 */
const SIX_UNIT = join(import.meta.dirname, '../../support/cities/six-unit');
const asOf = new Date(nowMs).toISOString();
const month = { from: '2026-11-01', to: '2026-12-01' };
const byHand = { world: 'live', ...month };
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
    const hand = await recountByHand(db, kpi, byHand);
    expect(hand.get('')?.num).toBeGreaterThan(0);
    expect((await pairsOf(kpi)).get('')).toEqual(hand.get(''));
    const byUnit = await pairsOf(kpi, 'all');
    if (cityWide.includes(kpi)) expect(byUnit.size).toBe(0);
    else expect(byUnit).toEqual(new Map(units.map((unit) => [unit, hand.get(unit)])));
  });

  it.each(['kiosk', 'system'] as const)('time seen well: %s', async (what) => {
    const kpi = what === 'kiosk' ? 'kiosk_availability' : 'system_uptime';
    const hand = await recountSeenWell(db, what, { ...byHand, asOf });
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
    const hand = await recountWaits(db, share, byHand);
    const answers = [
      ...(await ask({ kpis: [kpi], when: { span: month } })),
      ...(await ask({ kpis: [kpi], of: 'all' })),
    ];
    expect(answers).toHaveLength(7);
    for (const { unit, value, denominator } of answers) {
      const exact = hand.get(unit);
      expect([unit, denominator]).toEqual([unit, exact?.n]);
      expect(exact && isInSlot(value, exact)).toBe(true);
    }
  });

  it('counts records for the unit that served and, apart, for the citizens’ own', async () => {
    const hand = await recountCitizens(db, 'online_share', byHand);
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
    expect(answer).toMatchObject({ world: 'live', asOf, formulaVersion: newestVersions[answer.kpi] ?? 1 });
    expect(answer.value === null).toBe(answer.reason !== null);
    expect(kpiAnswer.safeParse(answer).error).toBeUndefined();
  }
  const uptime = answers.find(({ kpi }) => kpi === 'system_uptime');
  expect(uptime).toMatchObject({ target: 0.999, targetSet: 'ioc-2026', coverage: { reporting: 5, expected: 5 } });
});

/** Lays something over the registry for one test. */
async function within(change: string, test: () => Promise<void>): Promise<void> {
  await db.query('BEGIN');
  try {
    await db.query(change);
    await test();
  } finally {
    await db.query('ROLLBACK');
  }
}

const pairOf = ({ numerator, denominator }: { numerator: number | null; denominator: number | null }) => ({
  num: numerator,
  den: denominator,
});

describe('what changes within the month', () => {
  it('a target: each is held against its own days', async () => {
    const change = `INSERT INTO targets (set, kpi, unit_set, formula_version, target, direction, period, valid_from, valid_to) VALUES
      ('own', 'digitised_share', 'type:phuong', 1, 0.5, 'at_least', 'month', '2026-11-01', '2026-11-12'),
      ('own', 'digitised_share', 'type:phuong', 1, 0.9, 'at_least', 'month', '2026-11-12', NULL),
      ('own', 'digitised_share', 'unit:00008', 1, 0.1, 'at_least', 'month', '2026-11-05', '2026-11-07')`;
    await within(change, async () => {
      const answers = await ask({ kpis: ['digitised_share'], of: '00008', when: { span: month } });
      expect(answers.map(({ period, target, targetSet }) => [period.from, period.to, target, targetSet])).toEqual([
        ['2026-11-01', '2026-11-05', 0.5, 'own'],
        ['2026-11-05', '2026-11-07', 0.1, 'own'],
        ['2026-11-07', '2026-11-12', 0.5, 'own'],
        ['2026-11-12', '2026-12-01', 0.9, 'own'],
      ]);
      for (const answer of answers) {
        const hand = await recountByHand(db, 'digitised_share', { ...byHand, ...answer.period });
        expect(pairOf(answer)).toEqual(hand.get('00008'));
        expect(answer.gap).toBe((answer.value ?? 0) - (answer.target ?? 0));
      }
      const [now] = await ask({ kpis: ['digitised_share'], of: '00008' });
      expect(now).toMatchObject({ target: 0.9, period: { from: '2026-11-12', to: '2026-12-01' } });
      expect(now?.perDayToReach?.daysLeft).toBeCloseTo(10.57, 1);
    });
  });

  it('the head of a unit: each answers for the days it was theirs', async () => {
    const change = `UPDATE offices SET valid_to = '2026-11-11' WHERE code = 'CT-00025';
      INSERT INTO offices (code, name_vi, name_en, unit, valid_from) VALUES ('CT-00025', 'x', 'x', '00025', '2026-11-11')`;
    await within(change, async () => {
      const [answer] = await ask({ kpis: ['on_time_share'], of: '00025' });
      expect(answer?.parts.map(({ office, since, period }) => [office, since, period.from, period.to])).toEqual([
        ['CT-00025', '2025-07-01', '2026-11-01', '2026-11-11'],
        ['CT-00025', '2026-11-11', '2026-11-11', '2026-11-21'],
      ]);
      for (const part of answer?.parts ?? []) {
        expect(pairOf(part)).toEqual(
          (await recountByHand(db, 'on_time_share', { ...byHand, ...part.period })).get('00025'),
        );
      }
    });
  });

  it('a merger: what the old unit counted is read as the new one’s from then on, and was not before', async () => {
    const change = `INSERT INTO unit_successions (old_unit, new_unit, valid_from) VALUES ('00082', '00070', '2026-11-16');
      UPDATE units SET valid_to = '2026-11-16' WHERE code = '00082'`;
    await within(change, async () => {
      const merged = await recountByHand(db, 'online_share', { ...byHand, merged: ['00082', '00070'] });
      const now = await ask({ kpis: ['online_share'], of: 'all' });
      expect(now.map(({ unit }) => unit)).toEqual(units.filter((unit) => unit !== '00082'));
      expect(pairOf(now.find(({ unit }) => unit === '00070') ?? fail())).toEqual(merged.get('00070'));
      const before = { ...byHand, to: '2026-11-16' };
      const then = await ask({ kpis: ['online_share'], of: 'all', when: { day: '2026-11-15' } });
      const apart = await recountByHand(db, 'online_share', before);
      expect(new Map(then.map((answer) => [answer.unit, pairOf(answer)]))).toEqual(
        new Map(units.map((unit) => [unit, apart.get(unit)])),
      );
    });
  });
});

function fail(): never {
  throw new Error('no such answer');
}

describe('hours excluded', () => {
  const kpis = ['online_share', 'online_procedure_share', 'kiosk_availability', 'wait_p90'] as const;
  const hours = `time >= '2026-11-09T01:00:00Z' AND time < '2026-11-11T05:00:00Z'`;
  const approved = `INSERT INTO exclusions (world, kpis, unit_set, from_at, to_at, cause, reason, evidence, state,
      proposed_by, proposed_at, decided_by, decided_at)
    SELECT 'live', '{${kpis.join()}}', unit_set, from_at::timestamptz, to_at::timestamptz, 'portal', 'r', 'e', state, 'account:a', now(), 'account:b', now()
    FROM (VALUES ('branch:C01', '2026-11-09T01:00Z', '2026-11-10T12:00Z', 'approved'),
      ('unit:00008', '2026-11-10T02:00Z', '2026-11-11T05:00Z', 'approved'), ('branch:C01', '2026-11-10T02:00Z', '2026-11-11T05:00Z', 'approved'),
      ('all', '2026-11-12T00:00Z', '2026-11-13T00:00Z', 'rejected')) AS v(unit_set, from_at, to_at, state)`;
  /** The units that branch C01 serves. */
  const without = `unit IN ('00008', '00025', '00070', '00082') AND ${hours}`;

  it('stand beside the raw figure once approved, for the units and hours they name and once each', async () => {
    await within(approved, async () => {
      for (const kpi of ['online_share', 'online_procedure_share'] as const) {
        const raw = await recountByHand(db, kpi, byHand);
        const adjusted = await recountByHand(db, kpi, { ...byHand, without });
        for (const answer of [...(await ask({ kpis: [kpi] })), ...(await ask({ kpis: [kpi], of: 'all' }))]) {
          expect(pairOf(answer)).toEqual(raw.get(answer.unit));
          const isMeant = !['00004', '00103'].includes(answer.unit);
          expect(answer.adjusted && pairOf(answer.adjusted)).toEqual(isMeant ? adjusted.get(answer.unit) : null);
        }
      }
      const [one] = await ask({ kpis: ['online_share'], of: '00008' });
      expect(one?.adjusted?.exclusions.map(({ cause }) => cause)).toEqual(['portal', 'portal', 'portal']);
    });
  });

  it('are taken out of what was expected, and out of distributions', async () => {
    await within(approved, async () => {
      const seen = await recountSeenWell(db, 'kiosk', { ...byHand, asOf, without });
      const waits = await recountWaits(db, 0.9, { ...byHand, without });
      const [kiosks, wait] = [await ask({ kpis: ['kiosk_availability'] }), await ask({ kpis: ['wait_p90'] })];
      expect(kiosks[0]?.adjusted && pairOf(kiosks[0].adjusted)).toEqual(seen.get(''));
      expect(wait[0]?.adjusted?.denominator).toBe(waits.get('')?.n);
      expect(isInSlot(wait[0]?.adjusted?.value ?? null, waits.get('') ?? fail())).toBe(true);
    });
  });

  it('cannot be approved by whoever proposed them, whatever writes it', async () => {
    const alone = approved.replaceAll("'account:b'", "'account:a'");
    await expect(within(alone, () => Promise.resolve())).rejects.toThrow('check constraint');
  });
});

it('has no value where too few of those expected report, and says so', async () => {
  const answers = await ask({ kpis: ['kiosk_availability'], of: '00025' });
  expect(answers[0]).toMatchObject({ value: null, reason: 'coverage', coverage: { reporting: 0, expected: 2 } });
  expect(await ask({ kpis: ['satisfaction'], world: 'sim:none' })).toMatchObject([{ value: null, reason: 'coverage' }]);
});

it('refuses what it cannot answer, saying why', async () => {
  await expect(ask({ of: '99999' })).rejects.toThrow('no unit 99999');
  await expect(ask({ when: { atMs: nowMs + 1 } })).rejects.toThrow('no later time');
});
