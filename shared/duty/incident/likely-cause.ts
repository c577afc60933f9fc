import type { Member, Near } from './member.ts';
import { precedes } from './relate.ts';

/** An alert in its place in a chain: how many steps from the cause, and through which alert. */
export type Link = { readonly member: Member; readonly depth: number; readonly through: number | null };

/**
 * The alerts of an incident as a chain, the likely cause first: what no other explains, and which itself explains the most;
 * of equals the more urgent, then the earlier.
 */
export function chainOf(members: readonly Member[], near: Near): Link[] {
  const before = causesOf(members, near);
  const afterOf = (id: number): number[] => [...before].filter(([, causes]) => causes.has(id)).map(([next]) => next);
  const reaches = (id: number): number => {
    const seen = new Set([id]);
    for (const at of seen) for (const next of afterOf(at)) seen.add(next);
    return seen.size;
  };
  const weights = new Map(members.map(({ id }) => [id, reaches(id)]));
  const roots = [...members].sort(
    (a, b) =>
      Number(before.get(a.id)?.size !== 0) - Number(before.get(b.id)?.size !== 0) ||
      (weights.get(b.id) ?? 0) - (weights.get(a.id) ?? 0) ||
      compare(a.priority, b.priority) ||
      a.sinceMs - b.sinceMs ||
      a.id - b.id,
  );
  const links = new Map<number, Link>();
  const byId = new Map(members.map((member) => [member.id, member]));
  for (const root of roots) if (!links.has(root.id)) walk(root.id, links.size === 0 ? 0 : 1);
  return [...links.values()].sort(
    (a, b) => a.depth - b.depth || a.member.sinceMs - b.member.sinceMs || a.member.id - b.member.id,
  );

  /** Breadth first, so that each alert stands as near to its cause as it can. */
  function walk(rootId: number, rootDepth: number): void {
    let rank: [number, number | null][] = [[rootId, null]];
    for (let depth = rootDepth; rank.length > 0; depth += 1) rank = rank.flatMap((step) => take(step, depth));
  }

  /** Puts an alert in its place; returns those that come after it. */
  function take([id, through]: [number, number | null], depth: number): [number, number | null][] {
    const member = byId.get(id);
    if (!member || links.has(id)) return [];
    links.set(id, { member, depth, through });
    return afterOf(id).map((after) => [after, id]);
  }
}

/** The alerts that come before each. */
function causesOf(members: readonly Member[], near: Near): Map<number, Set<number>> {
  return new Map(
    members.map((other) => {
      const causes = members.filter((one) => one !== other && precedes(one, other, near));
      return [other.id, new Set(causes.map(({ id }) => id))];
    }),
  );
}

/** The likely cause: the first of the chain; undefined without alerts. */
export function likelyCause(members: readonly Member[], near: Near): Member | undefined {
  return chainOf(members, near)[0]?.member;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
