import type { TaskState } from './task-moves.ts';

/** A task of either kind as it stood at an instant: what a leader gave, or what is to be done about an incident. */
export type TaskAt = {
  /** `NV-12`, or `SC-4.7` of an incident. */
  readonly id: string;
  readonly path: string;
  readonly origin: string | null;
  readonly work: string;
  /** null: a task of an incident need not say. */
  readonly product: string | null;
  readonly office: string | null;
  readonly unit: string | null;
  readonly givenBy: string;
  readonly givenMs: number;
  readonly dueMs: number | null;
  readonly state: TaskState;
  /** Whether more time is asked for and nobody has decided. */
  readonly isAsked: boolean;
  /** When more time was granted, each time. */
  readonly grantsMs: readonly number[];
  readonly doneMs: number | null;
  readonly settledMs: number | null;
};
