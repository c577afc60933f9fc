import type { Priority, Says, IncidentState } from '../../wire/duty.ts';
import type { IncidentChannel, WaitReason } from './incident-acts.ts';

/** A stretch in which the clock of resolving stood still; `toMs` null: it still does. */
export type PauseMs = {
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly reason: WaitReason;
  readonly on: string;
};

/** What moves of an incident change. Instants are the world's, in milliseconds. */
export type Workflow = {
  readonly state: IncidentState;
  readonly owner: string | null;
  /** Until when it is theirs; then it comes back. */
  readonly ownerUntilMs: number | null;
  readonly occurredMs: number;
  readonly detectedMs: number;
  readonly acknowledgedMs: number | null;
  /** When a person last did something to it. */
  readonly progressMs: number | null;
  readonly resolvedMs: number | null;
  readonly how: string | null;
  readonly closedMs: number | null;
  readonly pauses: readonly PauseMs[];
  readonly mergedInto: number | null;
};

/** An incident as it is kept. */
export type Incident = Workflow & {
  readonly id: number;
  readonly world: string;
  readonly version: number;
  readonly title: Says;
  /** A person gave it its title or its cause, or its priority: nothing that is worked out replaces those. */
  readonly isNamed: boolean;
  readonly isRated: boolean;
  readonly priority: Priority;
  /** Since when it is graver than whoever has it has seen; null: it is not. */
  readonly raisedMs: number | null;
  readonly isExercise: boolean;
  readonly channel: IncidentChannel;
  /** An actor, or `rule`. */
  readonly openedBy: string;
  readonly cause: { readonly alert: number | null; readonly text: Says } | null;
  readonly units: readonly string[];
  readonly assets: readonly string[];
  /** What of these a person named. */
  readonly named: { readonly units: readonly string[]; readonly assets: readonly string[] };
  readonly place: { readonly lon: number; readonly lat: number } | null;
  readonly affected: Affected;
  /** What its alerts have to do with, by alert. */
  readonly about: Readonly<Record<string, readonly string[]>>;
  /** When it should be known, and when resolved (null: it is paused). */
  readonly detectDueMs: number;
  readonly resolveDueMs: number | null;
};

/**
 * How much is touched. `kinds`: assets by kind; `waiting`: persons at those points of which it is known (`waitingAt`), null
 * where it is known of none.
 */
export type Affected = {
  readonly assets: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly points: number;
  readonly waiting: number | null;
  readonly waitingAt: number;
};

/** What people call an incident. */
export function incidentNumber(id: number): string {
  return `SC-${id}`;
}
