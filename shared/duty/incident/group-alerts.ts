import { findIncident, type Belongs, type Group } from './find-incident.ts';
import type { Member, Near } from './member.ts';

/** An open alert that is in no incident. */
export type FreshAlert = {
  readonly member: Member;
  /** Whether it calls for a person: only such an alert opens an incident. */
  readonly isAnnounced: boolean;
  /** The alert that explains it by its rule; null: none. */
  readonly explainedBy: number | null;
};

/** What becomes of alerts. An incident that is opened has an id of `newId`'s until it is stored. */
export type Decision =
  | { readonly kind: 'open'; readonly incident: number; readonly alert: Member }
  | {
      readonly kind: 'join';
      readonly incident: number;
      readonly alert: Member;
      readonly why: Belongs['why'];
      readonly through: number | null;
    }
  /** All of an incident becomes part of another. */
  | { readonly kind: 'absorb'; readonly incident: number; readonly into: number };

/** What becomes of all of them, and the incidents as they are then. */
export type Grouped = { readonly decisions: readonly Decision[]; readonly groups: readonly Group[] };

/**
 * Puts fresh alerts into incidents: announced ones first, each into the incident it belongs to or one of its own; then those
 * that are explained by one that is in an incident, or are too many of a kind to be announced, with theirs.
 */
export function groupAlerts(
  fresh: readonly FreshAlert[],
  unresolved: readonly Group[],
  { near, newId }: { readonly near: Near; readonly newId: () => number },
): Grouped {
  const groups = new Map(unresolved.map((group) => [group.id, group]));
  const decisions: Decision[] = [];
  const put = (id: number, member: Member): void => {
    const group = groups.get(id);
    if (group) groups.set(id, { ...group, members: [...group.members, member] });
  };
  const join = (alert: Member, { to, why, through, absorbs }: Belongs): void => {
    decisions.push({ kind: 'join', incident: to, alert, why, through });
    put(to, alert);
    for (const id of absorbs) {
      for (const member of groups.get(id)?.members ?? []) put(to, member);
      groups.delete(id);
      decisions.push({ kind: 'absorb', incident: id, into: to });
    }
  };
  for (const { member } of fresh.filter(({ isAnnounced }) => isAnnounced)) {
    const belongs = findIncident(member, [...groups.values()], near);
    if (belongs) {
      join(member, belongs);
      continue;
    }
    const id = newId();
    groups.set(id, groupOf(id, member));
    decisions.push({ kind: 'open', incident: id, alert: member });
  }
  let waiting = fresh.filter(({ isAnnounced }) => !isAnnounced);
  // What is explained by something that is itself explained comes in a later turn.
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    waiting = waiting.filter(({ member, explainedBy }) => {
      const home = homeOf(member, explainedBy, [...groups.values()], near);
      if (home) join(member, home);
      return !home;
    });
  }
  return { decisions, groups: [...groups.values()] };
}

function homeOf(member: Member, explainedBy: number | null, groups: readonly Group[], near: Near): Belongs | undefined {
  const home = groups.find(({ members }) => members.some(({ id }) => id === explainedBy));
  if (home) return { to: home.id, why: 'causes', through: explainedBy, absorbs: [] };
  if (explainedBy !== null) return undefined;
  const belongs = findIncident(member, groups, near);
  return belongs?.why === 'same_rule' || belongs?.why === 'same_thing' ? { ...belongs, absorbs: [] } : undefined;
}

function groupOf(id: number, member: Member): Group {
  return {
    ...{ id, members: [member], units: [], assets: [], isByHand: false, isTaken: false },
    occurredMs: member.sinceMs,
  };
}
