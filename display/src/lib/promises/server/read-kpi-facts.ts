import type { KpiAnswer } from '#shared/kpi/answer.ts';
import { subjectOf, unitsIn } from '#shared/kpi/ledger/unit-sets.ts';
import { readLedger } from '#shared/kpi/ask/read-ledger.ts';
import { answerBottlenecks } from '#shared/promises/ask/answer-bottlenecks.ts';
import { listExclusions } from '#shared/store/list-exclusions.ts';
import { listProcedures } from '#shared/store/list-procedures.ts';
import { listTasks } from '#shared/store/list-tasks.ts';
import { listTargets } from '#shared/store/list-targets.ts';
import { listUnitAnswers } from '#shared/store/list-unit-answers.ts';
import { figureOrigin } from '#shared/tasks/task-origin.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { placeOf, spanOf, toTimeline } from '#lib/admin/target-timeline.ts';
import { inWorld } from './read-league.ts';

/**
 * What stands beside a figure: what keeps it down, what was ordered about it (to an account of a unit, `own`: what its unit was),
 * hours excluded, what units say, and how its target came to be.
 */
export function readKpiFacts(answer: KpiAnswer, own: string | null) {
  const { world, kpi, unit, period, asOf } = answer;
  return inWorld(world, async (sql) => {
    const ledger = await readLedger(sql, world);
    const calendar = civilCalendar(ledger.timeZone);
    const today = calendar.dayOf(Date.parse(asOf));
    const within = { fromMs: calendar.startOf(period.from), toMs: Date.parse(asOf) };
    const exclusions = await listExclusions(sql, { world, ...within, states: null });
    const targets = (await listTargets(sql)).filter((target) => target.kpi === kpi);
    const span = spanOf(targets, today);
    const answers = await listUnitAnswers(sql, {
      world,
      kpi,
      unit: unit === '' ? null : unit,
      days: period,
      limit: 200,
    });
    const ordered = await listTasks(sql, {
      ...{ world, unit: own, offices: null, givenBy: null, state: null, text: null, limit: 20, skip: 0 },
      ...{ origin: figureOrigin(kpi, unit), now: new Date(asOf) },
    });
    return {
      bottlenecks: await answerBottlenecks(sql, answer),
      orders: ordered.rows,
      procedures: Object.fromEntries((await listProcedures(sql, today)).map(({ code, level }) => [code, level])),
      exclusions: exclusions.filter((exclusion) => {
        const units = unitsIn(ledger, subjectOf(exclusion.unitSet), calendar.dayOf(exclusion.fromMs));
        return exclusion.kpis.includes(kpi) && (unit === '' || units === null || units?.includes(unit) === true);
      }),
      ...{ targets: toTimeline(targets, today, span), span, todayShare: placeOf(today, span), answers },
    };
  });
}

export type KpiFacts = Awaited<ReturnType<typeof readKpiFacts>>;
