import type { KpiAnswer } from '../../kpi/answer.ts';
import { answerKpis } from '../../kpi/ask/answer-kpis.ts';
import { readLedger } from '../../kpi/ask/read-ledger.ts';
import { kpiUnits, type KpiId } from '../../kpi/kpi-units.ts';
import { addDays, monthOf } from '../../kpi/ledger/days.ts';
import { nameOf, subjectOf } from '../../kpi/ledger/unit-sets.ts';
import { nearestError, projectKpi, weeksBefore } from '../../forecast/ask/answer-months.ts';
import { cityKinds } from '../../forecast/ask/places.ts';
import { readKpiSums } from '../../forecast/ask/read-kpi-sums.ts';
import { settingOf } from '../../forecast/ask/setting-of.ts';
import type { ForecastError } from '../../forecast/measure/errors.ts';
import { readForecastErrors } from '../../store/read-forecast-errors.ts';
import type { Sql } from '../../store/sql.ts';
import { rankAnswers, type Standing } from '../rank.ts';
import { dayValues, trendOf, type DayValue, type Trend } from '../trend.ts';
import type { Upstream } from '../upstream.ts';
import { readUpstream } from './read-upstream.ts';

/** One unit (or, as `unit` '', the city) in the league of a KPI, with what one needs to be fair to it. */
export type LeagueRow = {
  readonly answer: KpiAnswer;
  readonly standing: Standing;
  readonly trend: Trend | null;
  /** What the month will be at its end; null: it cannot be told. */
  readonly monthEnd: number | null;
  readonly days: readonly DayValue[];
  readonly upstream: Upstream;
};

/** The league of one KPI against one set of targets (null: without a target). */
export type League = {
  readonly kpi: KpiId;
  readonly sets: readonly string[];
  readonly set: string | null;
  readonly city: LeagueRow | null;
  readonly rows: readonly LeagueRow[];
  /** How far such forecasts of the city were off, beside the naive ones, at the nearest number of days left. */
  readonly error: ForecastError | null;
  readonly measuredAt: string | null;
};

export type LeagueAsked = {
  readonly world: string;
  readonly nowMs: number;
  readonly kpi: KpiId;
  /** One of the sets of targets that hold; the first where it is none of them. */
  readonly set?: string | undefined;
  /** One unit only, with its rank among all. */
  readonly unit?: string | undefined;
};

/** Days shown of each unit in a small picture. */
const shownDays = 28;

/** Answers from the roll-ups of one world. To be called on one connection within a snapshot. */
export async function answerLeague(sql: Sql, { world, nowMs, kpi, set, unit }: LeagueAsked): Promise<League> {
  const asked = { world, nowMs, kpis: [kpi] };
  const ofCity = (await answerKpis(sql, { ...asked, of: '' })).filter((answer) => answer.unit === '');
  const ofUnits = await answerKpis(sql, { ...asked, of: 'all' });
  const sets = [...new Set([...ofCity, ...ofUnits].flatMap(({ targetSet }) => targetSet ?? []))].sort();
  const chosen = set !== undefined && sets.includes(set) ? set : (sets[0] ?? null);
  const isChosen = ({ targetSet }: KpiAnswer): boolean => targetSet === chosen || !sets.includes(targetSet ?? '');
  const units = onePerUnit(ofUnits.filter(isChosen), chosen);
  const city = onePerUnit(ofCity.filter(isChosen), chosen)[0];
  const standings = rankAnswers(units);
  const shown = [...(city ? [city] : []), ...units.filter((answer) => unit === undefined || answer.unit === unit)];
  const courses = await readCourses(sql, { world, nowMs, kpi, units: shown.map((answer) => answer.unit) });
  const upstreamOf = await readUpstream(sql, { world, kpi, answers: shown });
  const rowOf = (answer: KpiAnswer, standing: Standing): LeagueRow => ({
    ...{ answer, standing, upstream: upstreamOf(answer) },
    ...(courses.of.get(answer.unit) ?? { trend: null, monthEnd: null, days: [] }),
  });
  const alone: Standing = { rank: null, isShared: false, of: 0, why: null, isFew: false };
  return {
    ...{ kpi, sets, set: chosen, error: courses.error, measuredAt: courses.measuredAt },
    city: city ? rowOf(city, alone) : null,
    rows: units.flatMap((answer, at) => {
      const standing = standings[at];
      return standing && shown.includes(answer) ? [rowOf(answer, standing)] : [];
    }),
  };
}

/** Of a unit with and without the chosen set, the answer with it; what its citizens asked for elsewhere is another matter. */
function onePerUnit(answers: readonly KpiAnswer[], chosen: string | null): KpiAnswer[] {
  const served = answers.filter(({ countedFor }) => countedFor === 'served');
  return [...Map.groupBy(served, ({ unit }) => unit).values()].flatMap(
    (own) => own.find(({ targetSet }) => targetSet === chosen) ?? own[0] ?? [],
  );
}

type Course = Pick<LeagueRow, 'trend' | 'monthEnd' | 'days'>;

async function readCourses(
  sql: Sql,
  { world, nowMs, kpi, units }: { world: string; nowMs: number; kpi: KpiId; units: readonly string[] },
): Promise<{ of: ReadonlyMap<string, Course>; error: ForecastError | null; measuredAt: string | null }> {
  const ledger = await readLedger(sql, world);
  const setting = settingOf(ledger, { world, asOfMs: nowMs });
  const today = setting.calendar.dayOf(nowMs);
  const month = monthOf(today);
  const days = { from: addDays(month.from, -7 * weeksBefore), to: addDays(today, 1) };
  const found = await readKpiSums(sql, setting, { kpis: [kpi], subjects: units.map(subjectOf), days });
  const kinds = cityKinds(ledger);
  const isShare = kpiUnits[kpi] === 'share';
  const of = found.flatMap((one): [string, Course][] => {
    if (one.measure === null) return [];
    const trend = trendOf(one.days, one.measure, isShare, today);
    const shown = dayValues(one.days.slice(-shownDays), one.measure, isShare);
    return [[nameOf(one.subject), { trend, days: shown, monthEnd: projectKpi(one, { today, month, kinds }).value }]];
  });
  const measured = await readForecastErrors(sql, world);
  const own = (measured?.errors ?? []).filter(({ kind, subject }) => kind === `kpi:${kpi}` && subject === '');
  const left = Math.round((Date.parse(month.to) - Date.parse(today)) / 86_400_000);
  const error = nearestError(own, left) ?? null;
  return { of: new Map(of), error, measuredAt: error ? (measured?.madeAt ?? null) : null };
}
