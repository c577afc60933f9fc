import type { ContactView } from '#shared/wire/notify-commands.ts';
import { formatTable } from '../office/format-table.ts';

/** Contacts as a table. */
export function describeContacts(contacts: readonly ContactView[]): string {
  const rows = contacts.map(({ id, name, phone, email, deputy, hours, quiet, channels, drills, version }) => [
    ...[id, name.vi, phone ?? '', email ?? '', deputy ?? '', hours ?? '', quiet ?? '', channels.join('>')],
    ...[drills ? 'yes' : '', String(version)],
  ]);
  const headings = ['ID', 'NAME', 'PHONE', 'E-MAIL', 'DEPUTY', 'HOURS', 'QUIET', 'CHANNELS', 'DRILLS', 'VERSION'];
  return formatTable(headings, rows);
}
