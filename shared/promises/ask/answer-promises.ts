import type { KpiAnswer } from '../../kpi/answer.ts';
import { answerKpis } from '../../kpi/ask/answer-kpis.ts';
import { kpiUnits, type KpiId } from '../../kpi/kpi-units.ts';
import type { Sql } from '../../store/sql.ts';
import { standOffices, type OfficeStanding } from '../offices.ts';
import type { Upstream } from '../upstream.ts';
import { readCourses, type Course, type Measured } from './read-courses.ts';
import { readUpstream } from './read-upstream.ts';

/** A figure of the city, or of a set of units with a target of its own, and whither it goes (of the city only). */
export type PromiseRow = Course & { readonly answer: KpiAnswer; readonly measured: Measured | null };

/** Every figure of the city: those with a target, and those without; and every office by what it answers for. */
export type Promises = {
  readonly rows: readonly PromiseRow[];
  readonly offices: readonly OfficeStanding[];
  readonly asOf: string;
};

/** Answers from the roll-ups of one world. To be called on one connection within a snapshot. */
export async function answerPromises(sql: Sql, { world, nowMs }: { world: string; nowMs: number }): Promise<Promises> {
  const answers = await answerKpis(sql, { world, nowMs });
  const ofUnits = await answerKpis(sql, { world, nowMs, of: 'all' });
  const kpis = Object.keys(kpiUnits) as KpiId[];
  const courses = await readCourses(sql, { world, nowMs, kpis, units: [''] });
  const rows = answers.map((answer) => ({
    ...courses.of(answer.kpi, answer.unit),
    ...{ answer, measured: answer.unit === '' ? courses.measured(answer.kpi) : null },
  }));
  const all = [...answers, ...ofUnits];
  return {
    rows,
    offices: standOffices(all, await readUpstreams(sql, world, all)),
    asOf: new Date(nowMs).toISOString(),
  };
}

/** What was out of reach, of the answers that somebody is held to. */
async function readUpstreams(
  sql: Sql,
  world: string,
  answers: readonly KpiAnswer[],
): Promise<(answer: KpiAnswer) => Upstream> {
  const held = answers.filter(({ target, office }) => target !== null && office !== null);
  const found = new Map<KpiId, (answer: KpiAnswer) => Upstream>();
  for (const [kpi, own] of Map.groupBy(held, (answer) => answer.kpi)) {
    found.set(kpi, await readUpstream(sql, { world, kpi, answers: own }));
  }
  return (answer) => found.get(answer.kpi)?.(answer) ?? { systems: [], localMs: 0 };
}
