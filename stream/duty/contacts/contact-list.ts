import type { Seal } from '#shared/service/seal.ts';
import type { Subject } from '#shared/access/authorize.ts';
import { listContacts, type ContactRow } from '#shared/store/list-contacts.ts';
import { listOffices, type OfficeRow } from '#shared/store/list-offices.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { contactList, type ContactView } from '#shared/wire/notify-commands.ts';
import { defineCommand, type DutyCommand } from '../commands/command.ts';

/** `contact.list`: everybody who can be reached, and every office of the city, whether or not it can be. */
export function contactListCommand(seal: Seal): DutyCommand {
  return defineCommand({
    verb: 'contact.list',
    repeat: 'any',
    needs: 'contact.see',
    body: contactList,
    act: async (_body, { sql, now, subject }) => {
      const today = civilCalendar(await readTimeZone(sql)).dayOf(now.getTime());
      const offices = new Map((await listOffices(sql, today)).map((office) => [office.code, office]));
      const contacts = await listContacts(sql);
      const hidden = !maySeeAddresses(subject);
      const told = contacts.map((contact) =>
        toView(contact, { office: offices.get(contact.office ?? ''), seal, hidden }),
      );
      const known = new Set(contacts.map(({ office }) => office));
      const unknown = [...offices.values()].filter(({ code }) => !known.has(code)).map(withoutAddress);
      return { answer: { ok: true, value: [...told, ...unknown] satisfies ContactView[] } };
    },
  });
}

/** Addresses are for those who call by them: the duty officer, the administrator, whoever holds the machine. */
function maySeeAddresses(subject: Subject): boolean {
  return subject.kind === 'account' ? ['duty', 'administrator'].includes(subject.role) : subject.kind === 'local';
}

/** A contact as told; addresses are opened for those who may see them. */
export function toView(
  { nameVi, nameEn, phoneSealed, emailSealed, ...contact }: ContactRow,
  { office, seal, hidden }: { office: OfficeRow | undefined; seal: Seal; hidden: boolean },
): ContactView {
  const open = (sealed: Buffer | null): string | null => (hidden || !sealed ? null : (seal.open(sealed) ?? null));
  return {
    ...contact,
    ...{ name: { vi: nameVi, en: nameEn }, hidden, phone: open(phoneSealed), email: open(emailSealed) },
    has: { phone: phoneSealed !== null, email: emailSealed !== null },
    unit: office?.unit ?? null,
    department: office?.department ?? null,
  };
}

function withoutAddress({ code, name, nameEn, unit, department }: OfficeRow): ContactView {
  return {
    ...{ id: code, office: code, account: null, name: { vi: name, en: nameEn }, unit, department },
    ...{ phone: null, email: null, hidden: false, has: { phone: false, email: false } },
    ...{ deputy: null, hours: null, quiet: null, channels: [], drills: false, version: 0 },
  };
}
