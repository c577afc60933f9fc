import type { KpiAnswer } from '../../kpi/answer.ts';
import { answerKpis } from '../../kpi/ask/answer-kpis.ts';
import type { KpiId } from '../../kpi/kpi-units.ts';
import type { Days } from '../../kpi/ledger/days.ts';
import type { Sql } from '../../store/sql.ts';
import { rankAnswers, yardstickOf, type Standing, type Yardstick } from '../rank.ts';
import type { Upstream } from '../upstream.ts';
import { readCourses, type Course, type Measured } from './read-courses.ts';
import { readUpstream } from './read-upstream.ts';

/** One unit (or, as `unit` '', the city) in the league of a KPI, with what one needs to be fair to it. */
export type LeagueRow = Course & {
  readonly answer: KpiAnswer;
  readonly standing: Standing;
  readonly upstream: Upstream;
};

/**
 * The league of one KPI against one set of targets (null: without a target). A set picks which target of this KPI holds; its
 * other KPIs are no part of the rank.
 */
export type League = {
  readonly kpi: KpiId;
  readonly sets: readonly string[];
  readonly set: string | null;
  readonly city: LeagueRow | null;
  readonly rows: readonly LeagueRow[];
  readonly measured: Measured | null;
  readonly yardstick: Yardstick;
  /** How many of the ranked are held to the set that was chosen, and how many to another or to none. */
  readonly held: { readonly bySet: number; readonly otherwise: number };
};

export type LeagueAsked = {
  readonly world: string;
  readonly nowMs: number;
  readonly kpi: KpiId;
  /** One of the sets of targets that hold; the first where it is none of them. */
  readonly set?: string | undefined;
  /** This unit only, with its rank among all. */
  readonly unit?: string | undefined;
  /** Of these days; left out: of the periods of the targets that hold now. */
  readonly span?: Days | undefined;
};

const alone: Standing = { rank: null, isShared: false, of: 0, why: null, isFew: false };

/** Answers from the roll-ups of one world. To be called on one connection within a snapshot. */
export async function answerLeague(sql: Sql, { world, nowMs, kpi, set, unit, span }: LeagueAsked): Promise<League> {
  const asked = { world, nowMs, kpis: [kpi], when: span && { span } };
  const ofCity = (await answerKpis(sql, { ...asked, of: '' })).filter((answer) => answer.unit === '');
  const ofUnits = await answerKpis(sql, { ...asked, of: 'all' });
  const sets = [...new Set([...ofCity, ...ofUnits].flatMap(({ targetSet }) => targetSet ?? []))].sort();
  const chosen = set !== undefined && sets.includes(set) ? set : (sets[0] ?? null);
  const [city] = onePerUnit(ofCity, chosen);
  const ranked = onePerUnit(ofUnits, chosen);
  const standings = new Map(rankAnswers(ranked).map((standing, at) => [ranked[at]?.unit, standing]));
  const heldBySet = ranked.filter((answer) => standings.get(answer.unit)?.rank != null && answer.targetSet === chosen);
  const [of] = standings.values();
  const shown = unit === undefined ? ranked : ranked.filter((answer) => answer.unit === unit);
  const all = city ? [city, ...shown] : shown;
  const units = all.map((answer) => answer.unit);
  const courses = await readCourses(sql, { world, nowMs: lastMomentOf(all, nowMs), kpis: [kpi], units });
  const upstreamOf = await readUpstream(sql, { world, kpi, answers: all });
  const rowOf = (answer: KpiAnswer): LeagueRow => ({
    ...courses.of(kpi, answer.unit),
    ...{ answer, standing: standings.get(answer.unit) ?? alone, upstream: upstreamOf(answer) },
  });
  return {
    ...{ kpi, sets, set: chosen, measured: courses.measured(kpi) },
    ...{
      yardstick: yardstickOf(ranked),
      held: { bySet: heldBySet.length, otherwise: (of?.of ?? 0) - heldBySet.length },
    },
    city: city ? rowOf(city) : null,
    rows: shown.map(rowOf).sort(byRank),
  };
}

/** The present of some answers: of days gone by the last moment of their last day, so that a course is of that time as well. */
function lastMomentOf(answers: readonly KpiAnswer[], nowMs: number): number {
  const ends = answers.map(({ asOf }) => Date.parse(asOf)).filter((endMs) => endMs < nowMs);
  return ends.length === 0 ? nowMs : Math.max(...ends) - 1;
}

/** Of each unit the answer to the chosen set, or where that does not bind it, the one to another or to none. */
function onePerUnit(answers: readonly KpiAnswer[], chosen: string | null): KpiAnswer[] {
  return [...Map.groupBy(answers, ({ unit }) => unit).values()].flatMap(
    (own) => own.find(({ targetSet }) => targetSet === chosen) ?? own[0] ?? [],
  );
}

/** The best first, who is not ranked last. */
function byRank({ standing: one, answer }: LeagueRow, { standing: other, answer: next }: LeagueRow): number {
  const order = (one.rank ?? Infinity) - (other.rank ?? Infinity);
  return Number.isNaN(order) || order === 0 ? (answer.unit < next.unit ? -1 : 1) : order;
}
