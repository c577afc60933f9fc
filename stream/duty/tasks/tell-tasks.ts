import type { NoticeSays } from '#shared/duty/notice/notice-says.ts';
import { strikePersonal } from '#shared/duty/notice/strike-personal.ts';
import { listContacts, type ContactRow } from '#shared/store/list-contacts.ts';
import { listOffices, type OfficeRow } from '#shared/store/list-offices.ts';
import { listUnits } from '#shared/store/list-units.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import { listDueCalls, setCallsTold, type DueCall } from '#shared/store/task-calls.ts';
import { callWords } from '#shared/tasks/call-words.ts';
import { officeAbove } from '#shared/tasks/offices.ts';
import { taskNumber, taskPath } from '#shared/tasks/task-number.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { worldKind } from '#shared/wire/world.ts';
import type { DueWork } from '../due/due-work.ts';
import { insertNotice } from '../notify/insert-notice.ts';
import type { DutyTransaction } from '../transaction.ts';

/** Puts the calls of tasks whose time has come into the outbox, and notes it in the same commit: each is told once. */
export const tellTasks: DueWork = async (tx, worlds) => {
  for (const { world, now } of worlds) {
    const calls = await listDueCalls(tx.sql, world, now);
    if (calls.length === 0) continue;
    const city = await readCity(tx, now);
    for (const call of calls) await tell(tx, call, { ...city, world });
    await setCallsTold(
      tx.sql,
      calls.map(({ id }) => id),
      tx.now,
    );
  }
};

type City = Awaited<ReturnType<typeof readCity>>;

async function readCity({ sql }: DutyTransaction, now: Date) {
  const timeZone = await readTimeZone(sql);
  const day = civilCalendar(timeZone).dayOf(now.getTime());
  const parents = new Map((await listUnits(sql, day)).map(({ code, parent }) => [code, parent]));
  return { timeZone, parents, offices: await listOffices(sql, day), contacts: await listContacts(sql) };
}

async function tell(tx: DutyTransaction, call: DueCall, city: City & { readonly world: string }): Promise<void> {
  const { world, timeZone } = city;
  const subject = `task:${call.task}`;
  const contact = contactOf(call, city);
  if (contact === undefined) return;
  const says = toSays(call, { world, office: city.offices.find(({ code }) => code === call.office) });
  const told = { incident: null, alert: null, step: null, round: null, contact };
  const dedupe = `${subject}:${call.id}:${contact?.id ?? ''}`;
  await insertNotice(tx.sql, { world, subject, ...told, dedupe, says, at: call.at }, { now: tx.now, timeZone });
}

/** Who is told; null: nobody is known there; undefined: nobody is above. */
function contactOf(
  { audience, office, givenBy }: DueCall,
  { contacts, offices, parents }: City,
): ContactRow | null | undefined {
  const ofOffice = (code: string): ContactRow | null => contacts.find((contact) => contact.office === code) ?? null;
  switch (audience) {
    case 'responsible':
      return ofOffice(office);
    case 'superior': {
      const above = officeAbove(office, offices, (unit) => parents.get(unit) ?? null);
      return above && ofOffice(above.code);
    }
    case 'giver':
      return contacts.find(({ account }) => account !== null && `account:${account}` === givenBy) ?? null;
  }
}

function toSays(call: DueCall, { world, office }: { world: string; office: OfficeRow | undefined }): NoticeSays {
  const { kind, task, work, product, dueAt, unit } = call;
  const why = callWords[kind];
  const [matter, result] = [strikePersonal(work), strikePersonal(product)];
  return {
    reason: 'task',
    priority: kind === 'escalated' ? 'P2' : 'P3',
    number: taskNumber(task),
    title: { vi: `${why.vi}: ${matter}`, en: `${why.en}: ${matter}` },
    place: office ? { vi: office.name, en: office.nameEn } : null,
    at: dueAt.toISOString(),
    action: { vi: `Sản phẩm phải nộp: ${result}`, en: `To be handed in: ${result}` },
    // An account of a unit names its unit.
    path: call.audience === 'responsible' && unit !== null ? `${taskPath(task)}?unit=${unit}` : taskPath(task),
    isExercise: worldKind(world) === 'drill',
  };
}
