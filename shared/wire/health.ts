/** What one of our processes says of itself at `GET /health` on its private port (JSON). Never leaves the platform. */
export type ProcessHealth = {
  readonly process: string;
  readonly city: string;
  readonly version: string;
  readonly startedAt: string;
  /** When this was said, by the process's own clock. */
  readonly at: string;
  /** The same answer as `/readyz`: whether it does its work now. */
  readonly ready: boolean;
  readonly checks: readonly HealthCheck[];
  readonly conditions: readonly SystemCondition[];
  /** How far along the log it has come; null while it has not, or does not follow the log. */
  readonly reached: Reached | null;
};

/** A place in the log: its frame, and when the door received the newest event up to there (ISO, the door's clock). */
export type Reached = { readonly frame: number; readonly receivedAt: string };

/** Something the process needs, and whether it has it. `detail` says what is wrong and what to do, without personal data. */
export type HealthCheck = { readonly name: string; readonly ok: boolean; readonly detail: string };

/** States of the platform itself, worst last. `unknown` is never drawn as well. */
export type ConditionState = 'ok' | 'unknown' | 'warning' | 'critical';

export type ConditionName =
  | 'log-lag'
  | 'log-disk'
  | 'quarantine-depth'
  | 'mqtt-room'
  | 'clock-skew'
  | 'consumer-stall'
  | 'checkpoint-age'
  | 'mirror-lag'
  | 'process-silent';

/** A condition of the platform, not of the city: its figure, the limits it is held to, and since when it is in this state. */
export type SystemCondition = {
  readonly name: ConditionName;
  readonly process: string;
  readonly state: ConditionState;
  /** In `unit`; null when it could not be read. */
  readonly value: number | null;
  readonly unit: 's' | 'bytes' | 'share' | 'count' | 'frames';
  readonly warnAt: number;
  readonly criticalAt: number;
  readonly since: string;
};
