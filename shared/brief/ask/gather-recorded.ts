import { countExclusionsWaiting, readPlannedWorks } from '../../store/read-brief-plans.ts';
import { readAnswers } from '../../store/read-brief-answers.ts';
import { readBriefIncidents } from '../../store/read-brief-incidents.ts';
import { readDueTasks } from '../../store/read-due-tasks.ts';
import type { Sql } from '../../store/sql.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { toAnswerRows } from '../answer-rows.ts';
import type { BriefAnswer, BriefKpi, BriefRecorded, BriefTask } from '../brief.ts';
import { toIncidentRows } from '../incident-rows.ts';
import { asOfMs, type CountedAsked } from './gather-counted.ts';

/** Work planned for the days to come. */
const plannedAheadMs = 7 * 86_400_000;

/** What persons wrote down, as it stands now. */
export async function gatherRecorded(sql: Sql, asked: CountedAsked, kpis: readonly BriefKpi[]): Promise<BriefRecorded> {
  const { world, days, issuedAtMs, known } = asked;
  const fromMs = civilCalendar(known.ledger.timeZone).startOf(days.from);
  const incidents = await readBriefIncidents(sql, { world, from: new Date(fromMs), to: new Date(asOfMs(asked)) });
  const ahead = { from: new Date(issuedAtMs), to: new Date(issuedAtMs + plannedAheadMs) };
  return {
    incidents: toIncidentRows(incidents, issuedAtMs),
    tasks: await gatherTasks(sql, asked),
    works: await readPlannedWorks(sql, { world, ...ahead }),
    answers: await gatherAnswers(sql, asked, kpis),
    exclusionsWaiting: await countExclusionsWaiting(sql, world),
  };
}

/** What was to be done when it was issued, and late, due soon or new since its first day; asked again, it is the same. */
export async function gatherTasks(
  sql: Sql,
  { world, issuedAtMs, days, known }: Pick<CountedAsked, 'world' | 'issuedAtMs' | 'days' | 'known'>,
): Promise<BriefTask[]> {
  const sinceMs = civilCalendar(known.ledger.timeZone).startOf(days.from);
  const tasks = await readDueTasks(sql, world, issuedAtMs, sinceMs);
  return tasks.map(({ id, path, work, product, office, unit, dueMs, overdueMs }) => ({
    ...{ id, path, work, product, office: office ?? unit, due: new Date(dueMs).toISOString(), overdueMs },
  }));
}

/** What units had said, and stood by, to figures of the brief that fell short; asked again, it is the same. */
export async function gatherAnswers(
  sql: Sql,
  { known }: Pick<CountedAsked, 'known'>,
  kpis: readonly BriefKpi[],
): Promise<BriefAnswer[]> {
  return toAnswerRows(await readAnswers(sql, known.answers ?? []), { kpis, ledger: known.ledger });
}
