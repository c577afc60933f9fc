import type { Member, Near } from './member.ts';
import { relate, type Relation } from './relate.ts';

/** An incident that is not resolved, as grouping sees it. */
export type Group = {
  readonly id: number;
  readonly members: readonly Member[];
  /** Its units and assets as a person gave them, and since when: an incident by hand has perhaps no alert yet. */
  readonly units: readonly string[];
  readonly assets: readonly string[];
  readonly isByHand: boolean;
  readonly occurredMs: number;
  /** Whether somebody has it: such a one is not put into another by itself. */
  readonly isTaken: boolean;
};

/** Where an alert belongs, why, and which other incidents turn out to be the same matter through it. */
export type Belongs = {
  readonly to: number;
  readonly why: Relation | 'by_hand';
  /** The alert it has to do with; null where it is the place of an incident by hand. */
  readonly through: number | null;
  readonly absorbs: readonly number[];
};

const byHandMs = 60 * 60_000;
/** What says more comes first. */
const order: readonly (Relation | 'by_hand')[] = [
  ...(['causes', 'leads', 'same_thing', 'by_hand', 'same_rule', 'same_operator', 'same_matter', 'same_unit'] as const),
];

type Found = { readonly group: Group; readonly why: Relation | 'by_hand'; readonly through: number | null };

/**
 * The incident to which a new alert belongs; undefined: to none, it is one of its own. Of several the one whose tie says most,
 * then the one somebody has, then the oldest. The others become part of it where the alert is cause or effect in both and
 * nobody has them.
 */
export function findIncident(alert: Member, groups: readonly Group[], near: Near): Belongs | undefined {
  const found = groups.flatMap((group) => tieTo(alert, group, near) ?? []);
  found.sort(
    (a, b) =>
      order.indexOf(a.why) - order.indexOf(b.why) ||
      Number(b.group.isTaken) - Number(a.group.isTaken) ||
      a.group.id - b.group.id,
  );
  const [first, ...others] = found;
  if (!first) return undefined;
  const isChain = ({ why }: Found): boolean => why === 'causes' || why === 'leads' || why === 'same_rule';
  const absorbs = others.filter((other) => isChain(other) && isChain(first) && mayBeAbsorbed(other.group));
  return { to: first.group.id, why: first.why, through: first.through, absorbs: absorbs.map(({ group }) => group.id) };
}

function mayBeAbsorbed({ isTaken, isByHand }: Group): boolean {
  return !isTaken && !isByHand;
}

function tieTo(alert: Member, group: Group, near: Near): Found | undefined {
  const ties = group.members.flatMap((member): Found[] => {
    const why = relate(member, alert, near) ?? relate(alert, member, near);
    return why ? [{ group, why, through: member.id }] : [];
  });
  if (group.isByHand && isAtPlace(alert, group)) ties.push({ group, why: 'by_hand', through: null });
  return ties.sort((a, b) => order.indexOf(a.why) - order.indexOf(b.why))[0];
}

/** Whether an alert is of the place that a person told of, about when they did. */
function isAtPlace({ labels, sinceMs }: Member, { units, assets, occurredMs }: Group): boolean {
  if (Math.abs(sinceMs - occurredMs) > byHandMs) return false;
  if (labels.asset !== undefined && assets.includes(labels.asset)) return true;
  return labels.unit !== undefined && assets.length === 0 && units.includes(labels.unit);
}
