import type { IncidentView } from '#shared/wire/duty.ts';
import { fill } from '../../docs/docs-words.ts';
import { writeActor, writeSpan, type DeskContext } from '../desk-context.ts';
import { inLanguage } from '../words/duty-words.ts';
import { placesOfRow } from './places-of-row.ts';
import type { QueueRow } from './queue-row.ts';
import { symptomsOf } from './symptoms-of.ts';

/** `SC-1042 Kiosk phường A mất điện`, or the name of the rule. */
export function writeTitle({ language }: DeskContext, { incident, lead }: QueueRow): string {
  const says = incident?.title ?? lead?.name;
  return says ? inLanguage(says, language) : '';
}

/** What people call a row: an incident's number, or where a lone alert is. */
export function writeName(context: DeskContext, row: QueueRow): string {
  return row.incident?.number ?? writeTitle(context, row);
}

/** Where it is, and how much is touched. */
export function writePlace(context: DeskContext, row: QueueRow): string {
  const { words, format, nameOf } = context;
  const { units, assets } = placesOfRow(row);
  const [first, ...rest] = units.length > 0 ? units : assets;
  const parts = [first === undefined ? words.queue.city : nameOf(first)];
  if (units.length > 0 && assets.length === 1 && assets[0]) parts.unshift(assets[0]);
  if (rest.length > 0) parts.push(fill(words.queue.more, { n: format.whole(rest.length) }));
  const affected = row.incident?.affected;
  if (affected && affected.assets > 1) parts.push(...writeKinds(context, affected));
  if (affected && affected.points > 0) parts.push(fill(words.queue.points, { n: format.whole(affected.points) }));
  if (typeof affected?.waiting === 'number' && affected.waiting > 0) {
    parts.push(fill(words.queue.people, { n: format.whole(affected.waiting) }));
  }
  return parts.join(' · ');
}

/** `14 kiosk`, or how many devices where their kinds are not told; points are told apart. */
function writeKinds({ words, format }: DeskContext, { assets, kinds }: IncidentView['affected']): string[] {
  const told = Object.entries(kinds ?? {}).filter(([kind]) => kind !== 'point');
  if (told.length === 0) return [fill(words.queue.assets, { n: format.whole(assets) })];
  const nameOf = (kind: string): string => (format.words.kind as Readonly<Record<string, string>>)[kind] ?? kind;
  return told.map(([kind, n]) => `${format.whole(n)} ${nameOf(kind).toLowerCase()}`);
}

/** What lies beneath: the likely cause with its symptoms by rule; of an alert that stands alone what is to be done. */
export function writeBeneath({ language, words, format }: DeskContext, row: QueueRow): string {
  const { incident, alerts, lead } = row;
  const symptoms = symptomsOf(row).map(({ name, alerts: n }) => `${inLanguage(name, language)} ×${format.whole(n)}`);
  if (lead && lead.closedAt !== null && symptoms.length === 0) return words.queue.over;
  if (lead && symptoms.length === 0)
    return `${words.conditions[lead.condition]} → ${inLanguage(lead.action, language)}`;
  if (!incident?.cause)
    return alerts.length === 0 ? words.queue.byHand : [words.queue.causeUnknown, ...symptoms].join(' · ');
  return [`${words.queue.cause}: ${inLanguage(incident.cause.text, language)}`, ...symptoms].join(' · ');
}

/** Who has it. */
export function writeOwner(context: DeskContext, { incident, lead }: QueueRow): string {
  const owner = incident ? incident.owner : (lead?.acknowledgement?.by ?? null);
  return owner === null ? context.words.queue.nobody : writeActor(context, owner);
}

/** How long until it is to be resolved, or why its clock stands. Empty: it has no clock. */
export function writeClock(context: DeskContext, { incident, isDone }: QueueRow, nowMs: number | null): string {
  if (!incident || isDone || nowMs === null) return '';
  const { clocks } = context.words;
  if (incident.paused !== null) return fill(clocks.paused, { why: writePause(context, incident.paused) });
  if (incident.resolveDue === null) return '';
  const leftMs = Date.parse(incident.resolveDue) - nowMs;
  return writeSpan(context, leftMs < 0 ? clocks.late : clocks.left, leftMs);
}

/** A reason for waiting in words, where it is one of ours. */
export function writePause({ words }: DeskContext, reason: string): string {
  return (words.waitReasons as Readonly<Record<string, string>>)[reason] ?? reason;
}
