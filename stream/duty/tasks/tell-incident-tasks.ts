import type { NoticeSays } from '#shared/duty/notice/notice-says.ts';
import { strikePersonal } from '#shared/duty/notice/strike-personal.ts';
import { listContacts } from '#shared/store/list-contacts.ts';
import { listOffices, type OfficeRow } from '#shared/store/list-offices.ts';
import {
  incidentTaskSubject,
  listUndoneIncidentTasks,
  type UndoneIncidentTask,
} from '#shared/store/list-undone-incident-tasks.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import { callWords } from '#shared/tasks/call-words.ts';
import { incidentTaskCall, type IncidentTaskCall } from '#shared/tasks/incident-task-call.ts';
import { officeFor } from '#shared/tasks/offices.ts';
import { incidentTaskNumber, incidentTaskPath } from '#shared/tasks/task-number.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { worldKind } from '#shared/wire/world.ts';
import type { DueWork } from '../due/due-work.ts';
import { insertNotice } from '../notify/insert-notice.ts';
import type { DutyTransaction } from '../transaction.ts';

/**
 * Tells the unit and office that have a task of an incident that it is given, nearly due and late, each at most once: what the
 * outbox holds says what was told, so nothing is planned ahead and a task that moves to another incident is still the same.
 */
export const tellIncidentTasks: DueWork = async (tx, worlds) => {
  for (const { world, now } of worlds) {
    const due = (await listUndoneIncidentTasks(tx.sql, world)).flatMap((task) => {
      const dueMs = task.dueAt?.getTime() ?? null;
      const call = incidentTaskCall({ addedMs: task.addedAt.getTime(), dueMs }, now.getTime());
      const isTold = call === undefined || task.told.some((mark) => mark.startsWith(markOf(task, call)));
      return isTold ? [] : [{ task, call }];
    });
    if (due.length === 0) continue;
    const city = await readCity(tx, now);
    for (const { task, call } of due) await tell(tx, { task, call, world, city });
  }
};

const markOf = ({ id }: UndoneIncidentTask, { kind }: IncidentTaskCall): string =>
  `${incidentTaskSubject(id)}:${kind}:`;

type City = Awaited<ReturnType<typeof readCity>>;

async function readCity({ sql }: DutyTransaction, now: Date) {
  const timeZone = await readTimeZone(sql);
  const offices = await listOffices(sql, civilCalendar(timeZone).dayOf(now.getTime()));
  return { timeZone, offices, contacts: await listContacts(sql) };
}

async function tell(
  tx: DutyTransaction,
  { task, call, world, city }: { task: UndoneIncidentTask; call: IncidentTaskCall; world: string; city: City },
): Promise<void> {
  const { timeZone, offices, contacts } = city;
  const told = { incident: task.incident, alert: null, step: null, round: null };
  // The unit that is named and the office that does it may be two.
  const codes = [task.office, task.unit].flatMap((one) => (one === null ? [] : codeOf(one, offices)));
  for (const code of new Set(codes)) {
    const contact = contacts.find((one) => one.office === code) ?? null;
    const says = toSays(task, { call, world, office: offices.find((one) => one.code === code) });
    const notice = { ...told, world, subject: incidentTaskSubject(task.id), contact, says, at: new Date(call.atMs) };
    await insertNotice(tx.sql, { ...notice, dedupe: `${markOf(task, call)}${code}` }, { now: tx.now, timeZone });
  }
}

const codeOf = (asked: string, offices: readonly OfficeRow[]): string => officeFor(asked, offices)?.code ?? asked;

function toSays(
  { id, incident, isExercise, text, unit, dueAt, addedAt }: UndoneIncidentTask,
  { call, world, office }: { call: IncidentTaskCall; world: string; office: OfficeRow | undefined },
): NoticeSays {
  const why = callWords[call.kind];
  const work = strikePersonal(text);
  return {
    ...{ reason: 'task', priority: 'P3', number: incidentTaskNumber(incident, id) },
    title: { vi: `${why.vi}: ${work}`, en: `${why.en}: ${work}` },
    place: office ? { vi: office.name, en: office.nameEn } : null,
    at: (dueAt ?? addedAt).toISOString(),
    action: {
      vi: 'Làm xong thì báo ở trang này, ghi đã làm gì.',
      en: 'Report there when it is done, and what was done.',
    },
    // An account of a unit names its unit.
    path: `${incidentTaskPath(id)}${unit === null ? '' : `?unit=${unit}`}`,
    isExercise: isExercise || worldKind(world) === 'drill',
  };
}
