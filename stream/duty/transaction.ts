import type { AuditEntry } from '#shared/store/insert-audit.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { Axes } from '#shared/duty/announced.ts';
import type { Transition } from '#shared/rules/alert.ts';
import type { Hours } from '#shared/rules/expected.ts';
import type { Rule } from '#shared/rules/rule.ts';
import type { AlertView } from '#shared/wire/duty.ts';
import type { AssetView } from '#shared/wire/push.ts';

/**
 * One commit of the duty process: of a stretch of the log, or of a command. The duty process makes one at a time, and holds
 * its place (`duty_position`) from the beginning, so that nothing it reads changes under it.
 */
export type DutyTransaction = {
  readonly sql: Sql;
  /** Real time, for the trail and for what reaches real people. */
  readonly now: Date;
  /** A world's time, by its newest tick taken in; real time where it has none yet. */
  readonly nowOf: (world: string) => Date;
  /** What is known of an asset now, by the log taken in; undefined: nothing was heard of it. */
  readonly viewOf: (world: string, asset: string) => AssetView | undefined;
  /** Opening hours by the city's wall clock, holidays left out. */
  readonly hours: Hours;
  /** An alert was changed: its version is raised by whoever changed the row, screens are told after the commit. */
  readonly noteAlert: (id: number) => void;
  /** An incident was changed: read by `shared/store/read-incident-views.ts` before the commit, told to screens after it. */
  readonly noteIncident: (id: number) => void;
  /** A line of the trail, written last. */
  readonly audit: (entry: Omit<AuditEntry, 'at'>) => void;
};

/** An alert that this transaction changed, as it was and as it is. */
export type ChangedAlert = {
  readonly view: AlertView;
  /** As it stood when the transaction began; null: it was opened in it. */
  readonly before: Axes | null;
  /** Whether a person was called for before, and is now (`shared/duty/announced.ts`). */
  readonly wasAnnounced: boolean;
  readonly isAnnounced: boolean;
  /** The rule as it was when the alert opened. */
  readonly rule: Rule;
  /** What its rule made of it in this transaction, in order; empty: persons or time did. */
  readonly transitions: readonly Transition[];
};
