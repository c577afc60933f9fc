import type { AlertView, IncidentView, Priority } from '../../wire/duty.ts';
import type { ShiftContent } from '../../wire/shift-commands.ts';
import { worldKind } from '../../wire/world.ts';

/** What a handover is made of. */
export type ShiftInput = {
  readonly world: string;
  readonly nowMs: number;
  readonly incidents: readonly IncidentView[];
  readonly alerts: readonly AlertView[];
  /** Alerts that say that something is silent, or that nobody knows. */
  readonly silent: ReadonlySet<number>;
  /** Everything put aside or under planned work, whether or not an alert is under it now. */
  readonly shelved: ShiftContent['shelved'];
  readonly promised: readonly Omit<ShiftContent['promised'][number], 'isLate'>[];
  readonly closures: NonNullable<ShiftContent['closures']>;
  readonly unreached: number;
  readonly gaps: ShiftContent['gaps'];
};

/** A shift: what falls due before its end is the incoming officer's. */
export const shiftMs = 8 * 3_600_000;
/** An acknowledgement that ends so soon ends in the new shift's hands. */
const soonMs = 3_600_000;

/** What the incoming officer must know, from what there is: the gravest first, then the oldest. */
export function writeShift(input: ShiftInput): ShiftContent {
  const { world, nowMs, incidents, alerts, silent, shelved, promised, closures, unreached, gaps } = input;
  const open = incidents.filter(({ state }) => !['resolved', 'closed', 'merged'].includes(state)).sort(byGravity);
  const holding = alerts.filter(({ closedAt }) => closedAt === null).sort(byGravity);
  const alone = holding.filter((alert) => alert.incident === null && alert.silencing === null);
  return {
    ...{ world, at: new Date(nowMs).toISOString(), shelved, closures, unreached, gaps },
    open: open.map((one) => ({
      ...itemOf(one),
      ...{ state: one.state, since: one.occurredAt, resolveDue: one.resolveDue },
    })),
    alerts: alone.map((one) => ({
      ...itemOfAlert(one, incidents),
      ...{ since: one.since, acknowledged: one.acknowledgement !== null },
    })),
    silent: holding
      .filter(({ id }) => silent.has(id))
      .map((one) => ({ ...itemOfAlert(one, incidents), since: one.since })),
    promised: promised.map((task) => ({ ...task, isLate: task.due !== null && Date.parse(task.due) < nowMs })),
    atRisk: open.flatMap((one) => risksOf(one, nowMs)),
  };
}

function risksOf(incident: IncidentView, nowMs: number): ShiftContent['atRisk'][number][] {
  const { resolveDue, ownerUntil } = incident;
  const risks: ShiftContent['atRisk'][number][] = [];
  if (resolveDue !== null && Date.parse(resolveDue) < nowMs + shiftMs) {
    const why = Date.parse(resolveDue) < nowMs ? 'overdue' : 'resolve_due';
    risks.push({ ...itemOf(incident), due: resolveDue, why });
  }
  if (ownerUntil !== null && Date.parse(ownerUntil) < nowMs + soonMs) {
    risks.push({ ...itemOf(incident), due: ownerUntil, why: 'acknowledgement' });
  }
  return risks;
}

type Item = Omit<ShiftContent['silent'][number], 'since'>;

function itemOf({ id, number, title, priority, owner, isExercise }: IncidentView): Item {
  return { incident: id, alert: null, number, title, priority, owner, isExercise };
}

function itemOfAlert(alert: AlertView, incidents: readonly IncidentView[]): Item {
  const { id, world, name: title, priority, target, incident, acknowledgement } = alert;
  const isExercise = worldKind(world) === 'drill' || incidents.some((one) => one.id === incident && one.isExercise);
  const owner = acknowledgement?.by ?? null;
  return { incident, alert: id, number: target === '' ? `#${id}` : target, title, priority, owner, isExercise };
}

type Grave = { readonly priority: Priority } & ({ readonly since: string } | { readonly occurredAt: string });

function byGravity(one: Grave, other: Grave): number {
  return one.priority.localeCompare(other.priority) || beginOf(one).localeCompare(beginOf(other));
}

function beginOf(grave: Grave): string {
  return 'since' in grave ? grave.since : grave.occurredAt;
}
