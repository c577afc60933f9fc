import type pg from 'pg';
import type { KpiAnswer } from '#shared/kpi/answer.ts';
import { kpiUnits, type KpiId } from '#shared/kpi/kpi-units.ts';
import {
  recountByHand,
  recountCitizens,
  recounted,
  recountProcedures,
  type ByHand,
} from '../../support/kpis-by-hand/recount-counts.ts';
import { recountSeenWell } from '../../support/kpis-by-hand/recount-seen-well.ts';
import { isInSlot, recountWaits, type ExactWait } from '../../support/kpis-by-hand/recount-waits.ts';
import type { BenchSystem } from '../bench-system.ts';
import type { Figures } from '../measurement.ts';
import { askKpis } from './ask-kpis.ts';
import type { SimulatedDays } from './simulated-days.ts';

/** What a recount says an answer must be; null where it says the same. */
type Check = (answer: KpiAnswer) => string | null;

const online = ['online_share', 'full_process_share'] as const;
const shares: Partial<Record<KpiId, number>> = { wait_p50: 0.5, wait_p90: 0.9 };
/** What serves the whole city is told of no unit. */
const cityWide: readonly KpiId[] = ['hotline_answered_share', 'hotline_speed', 'people_supported', 'system_uptime'];

/**
 * Every KPI of the city and of every unit with data, over all days simulated, as `vonglau kpi` answers, against a count in
 * SQL straight from the raw events: numerator, denominator, value. Both online shares by procedures and of each unit's
 * citizens too.
 */
export async function compareKpis(bench: BenchSystem, days: SimulatedDays): Promise<Figures> {
  const { rows } = await bench.database.query<{ code: string }>('SELECT code FROM units');
  const units = rows.map(({ code }) => code);
  const ask = async (...words: string[]): Promise<KpiAnswer[]> =>
    (await askKpis(bench, days, words)).filter(({ unit }) => unit === '' || units.includes(unit));
  const wrong: string[] = [];
  let [compared, withoutValue] = [0, 0];
  const compare = (answers: readonly KpiAnswer[], check: Check): void => {
    for (const answer of answers) {
      compared += 1;
      if (answer.value === null) withoutValue += 1;
      const { kpi, unit, basis, countedFor, period } = answer;
      const says = check(answer) ?? (period.from === days.from && period.to === days.to ? null : 'other days');
      if (says !== null) wrong.push(`${kpi} of ${unit || 'the city'} (${basis}, ${countedFor}): ${says}`);
    }
  };

  const answers = [...(await ask()), ...(await ask('--unit', 'all'))];
  for (const kpi of Object.keys(kpiUnits) as KpiId[]) {
    const own = answers.filter((answer) => answer.kpi === kpi);
    const { expected, check } = await recountOf(bench.database, kpi, { ...days, asOf: own[0]?.asOf ?? '' });
    const answered = new Set(own.map(({ unit }) => unit));
    for (const unit of cityWide.includes(kpi) ? [''] : expected) {
      if (!answered.has(unit)) wrong.push(`${kpi} of ${unit || 'the city'}: no answer`);
    }
    compare(own, check);
  }
  const byProcedures = ['--by-procedures', ...online.flatMap((kpi) => ['--kpi', kpi])];
  const procedures = [...(await ask(...byProcedures)), ...(await ask('--unit', 'all', ...byProcedures))];
  const citizens: KpiAnswer[] = [];
  for (const unit of units) citizens.push(...(await ask('--unit', unit, ...online.flatMap((kpi) => ['--kpi', kpi]))));
  for (const kpi of online) {
    const pairs = checkPairs(await recountProcedures(bench.database, kpi, days));
    compare(
      procedures.filter((answer) => answer.kpi === kpi),
      pairs,
    );
    const theirs = checkPairs(await recountCitizens(bench.database, kpi, days));
    compare(
      citizens.filter((answer) => answer.kpi === kpi && answer.countedFor === 'citizens'),
      theirs,
    );
  }
  if (wrong.length > 0)
    throw new Error(`${wrong.length} of ${compared} KPIs are wrong: ${wrong.slice(0, 20).join('; ')}`);
  return {
    ...{ city_kpis_compared: compared, city_kpis_without_value: withoutValue },
    city_kpi_differences: wrong.length,
  };
}

async function recountOf(
  db: pg.Client,
  kpi: KpiId,
  days: SimulatedDays & { readonly asOf: string },
): Promise<{ expected: Iterable<string>; check: Check }> {
  const share = shares[kpi];
  if (share !== undefined) {
    const exact = await recountWaits(db, share, days);
    return { expected: exact.keys(), check: checkWaits(exact) };
  }
  const hand = recounted.includes(kpi)
    ? await recountByHand(db, kpi, days)
    : await recountSeenWell(db, kpi === 'system_uptime' ? 'system' : 'kiosk', days);
  return { expected: hand.keys(), check: checkPairs(hand) };
}

function checkPairs(hand: ByHand): Check {
  return ({ kpi, unit, numerator, denominator, value }) => {
    const { num, den } = hand.get(unit) ?? { num: 0, den: 0 };
    const exact = kpiUnits[kpi] === 'count' ? num : num / (den ?? 0);
    if (numerator === num && denominator === den && (value === null || value === exact)) return null;
    return `${numerator} of ${denominator}, ${value}; counted again ${num} of ${den}`;
  };
}

function checkWaits(exact: ReadonlyMap<string, ExactWait>): Check {
  return ({ unit, denominator, value }) => {
    const wait = exact.get(unit) ?? { n: 0, ms: 0, low: 0, high: 0 };
    if (denominator === wait.n && (value === null || isInSlot(value, wait))) return null;
    return `${value} ms of ${denominator}; exactly ${wait.ms} of ${wait.n}, slot ${wait.low} to ${wait.high}`;
  };
}
