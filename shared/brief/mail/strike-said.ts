import { strikePersonal } from '../../duty/notice/strike-personal.ts';
import type { BriefSaid, TaskLine } from '../say/say-brief.ts';

/**
 * A brief as it may leave the house: what persons wrote in their own words loses numbers, plates and addresses, as in every
 * message. Behind the login nothing is struck out.
 */
export function strikeSaid(said: BriefSaid): BriefSaid {
  const strikeTask = (task: TaskLine): TaskLine => ({
    ...task,
    work: strikePersonal(task.work),
    product: strikePersonal(task.product),
  });
  return {
    ...said,
    overdue: said.overdue.map(strikeTask),
    due: said.due.map(strikeTask),
    dueLines: said.dueLines.map(strikePersonal),
    kpis: said.kpis.map((row) => ({
      ...row,
      answers: row.answers.map((answer) => ({ ...answer, text: strikePersonal(answer.text) })),
    })),
    addenda: said.addenda.map((addendum) => ({
      ...addendum,
      changes: addendum.changes.map((change) =>
        change.isSaid ? { ...change, was: strikePersonal(change.was), is: strikePersonal(change.is) } : change,
      ),
    })),
    incidents: said.incidents.map((incident) => ({
      ...incident,
      title: strikePersonal(incident.title),
      cause: strikePersonal(incident.cause),
      how: incident.how === null ? null : strikePersonal(incident.how),
    })),
  };
}
