import type { ContactView } from '#shared/wire/notify-commands.ts';
import { placesOfRow } from '../queue/places-of-row.ts';
import type { QueueRow } from '../queue/queue-row.ts';

const mostShown = 6;

/** Whom to call about a row: the office that owns the rule, then the offices of its units, each with its deputy after it. */
export function contactsOf(row: QueueRow, contacts: readonly ContactView[]): ContactView[] {
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  const owners = new Set(row.alerts.map(({ owner }) => owner));
  const units = new Set(placesOfRow(row).units);
  const own = contacts.filter(({ id, office }) => owners.has(id) || (office !== null && owners.has(office)));
  const local = contacts.filter(({ unit }) => unit !== null && units.has(unit));
  const called = [...own, ...local].flatMap((contact) => [contact, byId.get(contact.deputy ?? '')]);
  return [...new Set(called)].filter((contact) => contact !== undefined).slice(0, mostShown);
}
