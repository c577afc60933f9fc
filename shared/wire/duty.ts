import type { AlertCondition, Labels, Suppression } from '../rules/alert.ts';
import type { Rule } from '../rules/rule.ts';

/** Words in both languages. */
export type Says = { readonly vi: string; readonly en: string };

export type Priority = Rule['priority'];

/** What persons did about announcing an alert: put aside for a while, or in the hours of planned work. */
export type Silencing =
  | { readonly kind: 'shelved'; readonly id: number; readonly until: string; readonly by: string }
  | { readonly kind: 'maintenance'; readonly id: number; readonly until: string | null };

/**
 * An alert as it stands, for screens. Four axes apart: `condition`, `acknowledgement`, `suppression` with `silencing`, and
 * the workflow of the incident it belongs to. Instants are the world's, ISO 8601; `version` is what a command must expect.
 */
export type AlertView = {
  readonly id: number;
  readonly world: string;
  readonly rule: string;
  readonly target: string;
  readonly openedSeq: number;
  readonly name: Says;
  readonly priority: Priority;
  readonly labels: Labels;
  readonly action: Says;
  readonly owner: string;
  readonly runbook: string | null;
  /** When what it is about began, when it opened, and when it was over (null: it is not). */
  readonly since: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly condition: AlertCondition;
  readonly value: number | string | boolean | null;
  readonly suppression: Suppression;
  readonly silencing: Silencing | null;
  /** Who has it, until when; null: nobody, or it has come back. */
  readonly acknowledgement: { readonly by: string; readonly at: string; readonly until: string } | null;
  readonly incident: number | null;
  /** Found more than ten minutes after it happened: recorded, not sent. */
  readonly isLate: boolean;
  readonly version: number;
};

export const incidentStates = [
  ...(['new', 'acknowledged', 'in_progress', 'waiting', 'resolved', 'closed', 'merged'] as const),
] as const;
export type IncidentState = (typeof incidentStates)[number];

/** An incident as a row of the queue. `number` is what people say to each other, such as `SC-1042`. */
export type IncidentView = {
  readonly id: number;
  readonly number: string;
  readonly world: string;
  readonly title: Says;
  readonly priority: Priority;
  readonly state: IncidentState;
  /** DIỄN TẬP: an exercise, to the end. */
  readonly isExercise: boolean;
  /** The likely cause: the alert that explains the others, or words; null: nobody knows. */
  readonly cause: { readonly alert: number | null; readonly text: Says } | null;
  readonly units: readonly string[];
  readonly assets: readonly string[];
  /**
   * Assets, in all and by kind; service points. Persons waiting at the points of which it is known, `waitingAt` of them; null
   * where it is known of none.
   */
  readonly affected: {
    readonly assets: number;
    readonly points: number;
    readonly waiting: number | null;
    readonly kinds?: Readonly<Record<string, number>>;
    readonly waitingAt?: number;
  };
  /** Open and all alerts in it. */
  readonly alerts: { readonly open: number; readonly all: number };
  readonly owner: string | null;
  /** Until when an acknowledgement holds. */
  readonly ownerUntil: string | null;
  readonly occurredAt: string;
  readonly detectedAt: string;
  /** When somebody first had it, and when a person last did something to it; null: not yet. */
  readonly acknowledgedAt?: string | null;
  readonly progressAt?: string | null;
  readonly resolvedAt: string | null;
  /** The clocks of detecting and resolving: due instants, null while paused, and why paused. */
  readonly detectDue: string;
  readonly resolveDue: string | null;
  readonly paused: string | null;
  /** Since when an alert has made it graver than whoever has it has seen; null: none has, or they did something since. */
  readonly raisedAt?: string | null;
  /** All of its open alerts that would call for a person are shelved or in planned work: it calls nobody. */
  readonly isQuiet?: boolean;
  /** At which priority it calls: its own, or that of a graver alert which came in after a person rated it. */
  readonly callsAt?: Priority;
  readonly openTasks: number;
  readonly version: number;
};

/**
 * What the duty process publishes after a commit, and what `live` passes on. Changes are numbered without gaps; a missing
 * one means: read again. An alert or incident replaces what is held of it whole; one that is closed leaves the lists.
 */
export type DutyMessage = {
  readonly change: number;
  readonly worlds: readonly {
    readonly world: string;
    readonly alerts: readonly AlertView[];
    readonly incidents: readonly IncidentView[];
  }[];
};
