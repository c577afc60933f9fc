import { affectedBy, touchedBy } from './affected.ts';
import type { Incident } from './incident.ts';
import { chainOf } from './likely-cause.ts';
import type { Member, Near } from './member.ts';
import type { KnownPlace, PointNow } from './place-now.ts';
import { isToldGravity } from './raised.ts';
import { causeOf, mostUrgent, titleOf, type NameOf } from './title-of.ts';

/** What is known of the city when an incident is described. */
export type Known = {
  readonly near: Near;
  readonly nameOf: NameOf;
  readonly placeOf: (code: string) => KnownPlace | undefined;
  readonly pointOf: (code: string) => PointNow | undefined;
};

/**
 * An incident with what its alerts say of it: likely cause, title, priority, what is touched. What a person said of it
 * stands, and its priority is not lowered while alerts close: that is a person's to do.
 */
export function describeIncident(incident: Incident, members: readonly Member[], known: Known): Incident {
  const touched = touchedBy(members, incident.named, known.placeOf);
  const affected = affectedBy(touched, known.placeOf, known.pointOf);
  const { units, assets } = touched;
  const about = Object.fromEntries(
    members.filter((member) => member.about.length > 0).map(({ id, about: matters }) => [String(id), matters]),
  );
  const described = { ...incident, units, assets, affected, about };
  if (members.length === 0) return { ...described, cause: incident.isNamed ? incident.cause : null };
  const chain = chainOf(members, known.near);
  const cause = causeOf(chain, known.nameOf);
  const first = chain[0]?.member;
  const isByHand = incident.openedBy !== 'rule';
  return {
    ...described,
    title: incident.isNamed || isByHand || !first ? incident.title : titleOf(first, members, known.nameOf),
    cause: incident.isNamed && incident.cause ? { ...incident.cause, alert: cause?.alert ?? null } : cause,
    priority: isToldGravity(incident) ? incident.priority : mostUrgent([{ priority: incident.priority }, ...members]),
    occurredMs: isByHand
      ? incident.occurredMs
      : Math.min(incident.occurredMs, ...members.map(({ sinceMs }) => sinceMs)),
  };
}
