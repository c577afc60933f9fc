import { z } from 'zod';
import type { AcceptedEvent } from '../events/envelope.ts';

/** Roles that serve at counters and are of the establishment, or stand in for it; lawyers and volunteers help beside it. */
const atCounter: readonly string[] = ['officer', 'transferred'];

/** Who is on duty at a point, role by role, as it said last; `atCounters`: those who can attend one; `oldestMs`: when the oldest of these was said. */
export type PresentStaff = {
  readonly total: number;
  readonly atCounters: number;
  readonly byRole: Readonly<Record<string, number>>;
  readonly oldestMs: number;
};

const onDuty = z.looseObject({ role: z.string(), present: z.int() });

/** The staff of each point by what was said last of each role: the greatest (time, sequence, id) holds, as in the fold. */
export function presentOf(events: readonly AcceptedEvent[]): ReadonlyMap<string, PresentStaff> {
  const by = Map.groupBy(events, ({ asset }) => asset);
  return new Map([...by].map(([asset, said]) => [asset, sumUp(said)]));
}

function sumUp(said: readonly AcceptedEvent[]): PresentStaff {
  const last = new Map<string, { readonly event: AcceptedEvent; readonly present: number }>();
  for (const event of said) {
    const { role, present } = onDuty.parse(event.data);
    const known = last.get(role);
    if (!known || isLater(event, known.event)) last.set(role, { event, present });
  }
  const roles = [...last].map(([role, { present }]) => [role, present] as const);
  const sum = (some: typeof roles): number => some.reduce((total, [, present]) => total + present, 0);
  return {
    total: sum(roles),
    atCounters: sum(roles.filter(([role]) => atCounter.includes(role))),
    byRole: Object.fromEntries(roles),
    oldestMs: Math.min(...[...last.values()].map(({ event }) => Date.parse(event.time))),
  };
}

function isLater(one: AcceptedEvent, other: AcceptedEvent): boolean {
  const [oneMs, otherMs] = [Date.parse(one.time), Date.parse(other.time)];
  if (oneMs !== otherMs) return oneMs > otherMs;
  const [first, second] = [one.sequence ?? -1, other.sequence ?? -1];
  return first === second ? one.id > other.id : first > second;
}
