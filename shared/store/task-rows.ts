import type { TaskState } from '../tasks/task-moves.ts';

/** A task as it is kept; from `dueMs` to `settledMs` it is what its entries come to. Instants are the world's. */
export type DirectiveRow = {
  readonly id: number;
  readonly world: string;
  readonly origin: string | null;
  readonly about: string | null;
  readonly note: string | null;
  readonly work: string;
  readonly product: string;
  readonly responsibility: string;
  readonly office: string;
  readonly unit: string | null;
  readonly givenBy: string;
  readonly givenMs: number;
  readonly firstDueMs: number;
  readonly dueMs: number;
  readonly state: TaskState;
  readonly askedDueMs: number | null;
  readonly extensions: number;
  readonly doneMs: number | null;
  readonly settledMs: number | null;
  readonly version: number;
};

const inMs = (column: string, name: string): string => `(extract(epoch FROM t.${column}) * 1000)::bigint AS "${name}"`;

/** The columns of a row of `tasks t`. */
export const directiveColumns = `t.id, t.world, t.origin, t.about, t.note, t.work, t.product, t.responsibility, t.office, t.unit,
  t.given_by AS "givenBy", ${inMs('given_at', 'givenMs')}, ${inMs('first_due_at', 'firstDueMs')}, ${inMs('due_at', 'dueMs')},
  t.state, ${inMs('asked_due_at', 'askedDueMs')}, t.extensions, ${inMs('done_at', 'doneMs')},
  ${inMs('settled_at', 'settledMs')}, t.version`;
