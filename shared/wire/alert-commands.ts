import { z } from 'zod';
import type { AlertStanding } from '../rules/alert.ts';
import { parseOpeningHours } from '../time/opening-hours.ts';
import type { AlertView } from './duty.ts';
import { worldName } from './world.ts';

/** Nothing is put aside for longer than a shift. */
export const longestShelfS = 8 * 3_600;
/** An acknowledgement comes back; a week is the longest anybody asked for. */
const longestAcknowledgementS = 7 * 86_400;

const world = worldName.default('live');
const alert = z.int().min(1);
const words = z.string().trim().min(1).max(400);
const code = z.string().min(1).max(64);
const instant = z.iso.datetime({ offset: true, error: 'RFC 3339 with an offset' });

/** duty `alert.acknowledge`: somebody has it, for a while; then it comes back. */
export const alertAcknowledge = z.strictObject({
  alert,
  expectedVersion: z.int().min(1),
  forS: z.int().min(60).max(longestAcknowledgementS).default(1_800),
  note: words.optional(),
});

/** duty `alert.unacknowledge`: nobody has it any more. */
export const alertUnacknowledge = z.strictObject({
  alert,
  expectedVersion: z.int().min(1),
  note: words.optional(),
});
export type AlertUnacknowledge = z.input<typeof alertUnacknowledge>;

/**
 * duty `alert.shelve`: a rule, or a rule at one target (an asset, a unit, '' for the city), is not announced for a while;
 * `oneShot`: or until what is open now is over. It goes on being judged. Ends by itself.
 */
export const alertShelve = z.strictObject({
  world,
  rule: code,
  target: z.string().max(64).nullable(),
  reason: words,
  forS: z.int().min(60).max(longestShelfS, { error: 'at most 8 h, which is a shift: shelve it again after that' }),
  oneShot: z.boolean().default(false),
});

/** duty `alert.unshelve`. */
export const alertUnshelve = z.strictObject({ id: z.int().min(1) });

/** duty `shelf.list`: what is put aside now; `ended`: what was in the last week too. */
export const shelfList = z.strictObject({ world, ended: z.boolean().default(false) });

/** What work is planned on: an alert is in it that has one of each list given; an empty scope is everything. */
export const maintenanceScope = z.strictObject({
  rules: z.array(code).min(1).max(200).optional(),
  units: z.array(code).min(1).max(500).optional(),
  assets: z.array(code).min(1).max(2_000).optional(),
  kinds: z.array(code).min(1).max(20).optional(),
});
export type MaintenanceScope = z.output<typeof maintenanceScope>;

/**
 * duty `maintenance.set`: between two instants of the world's time, the second exclusive; with `weekly` only in these hours of
 * the week (`Sa 22:00-24:00`, the city's time). Ends at last after a year.
 */
export const maintenanceSet = z.strictObject({
  world,
  scope: maintenanceScope,
  from: instant,
  to: instant,
  weekly: z
    .string()
    .max(200)
    .refine((text) => parseOpeningHours(text) !== undefined, { error: 'hours such as Sa 22:00-24:00' })
    .optional(),
  reason: words,
});

/** duty `maintenance.end`: ends a window now, or takes back one that has not begun. */
export const maintenanceEnd = z.strictObject({ id: z.int().min(1) });

/** duty `maintenance.list`: windows now and to come; `ended`: those of the last 30 days too. */
export const maintenanceList = z.strictObject({ world, ended: z.boolean().default(false) });

/** Which alerts: `open`, `closed`, or those that wait for a person (`unacknowledged`: announced and nobody has it). */
export const alertStates = ['open', 'unacknowledged', 'silenced', 'closed', 'all'] as const;

/** duty `alert.list`: newest first. `before`: those opened before this id, for the next page. */
export const alertList = z.strictObject({
  world,
  state: z.enum(alertStates).default('open'),
  rule: code.optional(),
  unit: code.optional(),
  asset: code.optional(),
  priority: z.enum(['P1', 'P2', 'P3']).optional(),
  from: instant.optional(),
  to: instant.optional(),
  before: alert.optional(),
  limit: z.int().min(1).max(1_000).default(200),
});

/** duty `alert.see`: one alert with all that became of it. An account of a unit names its unit. */
export const alertSee = z.strictObject({ id: alert, unit: code.optional() });

/** duty `alert.undo`: takes back one's own act of the last ten seconds, by the id of its command. */
export const alertUndo = z.strictObject({ commandId: z.string().min(8).max(64) });

/** How long an act can be taken back. */
export const undoForMs = 10_000;

/** A change of an alert that its rule made. Instants are the world's. */
export type TransitionTold = {
  readonly seq: number;
  readonly at: string;
  readonly since: string;
  readonly from: AlertStanding;
  readonly to: AlertStanding;
  readonly why: string;
  readonly value: number | string | boolean | null;
  readonly isLate: boolean;
};

export const alertActs = [
  ...(['acknowledged', 'unacknowledged', 'expired', 'handed_over', 'shelved', 'unshelved'] as const),
  ...(['maintenance', 'maintenance_over', 'late_announced', 'answered', 'own_fault'] as const),
] as const;
export type AlertAct = (typeof alertActs)[number];

/** What a person, or time, did to an alert. `at` is the world's, `realAt` the real one; `by` an actor, or `process:duty`. */
export type AlertActTold = {
  readonly at: string;
  readonly realAt: string;
  readonly by: string;
  readonly act: AlertAct;
  readonly until: string | null;
  readonly note: string | null;
};

export type AlertSeen = {
  readonly alert: AlertView;
  readonly transitions: readonly TransitionTold[];
  readonly acts: readonly AlertActTold[];
};

/** What is put aside. `target` null: the rule wherever it is; `alerts` are those open under it. */
export type ShelfTold = {
  readonly id: number;
  readonly world: string;
  readonly rule: string;
  readonly target: string | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly until: string;
  readonly oneShot: boolean;
  readonly endedAt: string | null;
  readonly alerts: readonly number[];
};

/** A maintenance window. `isOn`: now. */
export type MaintenanceTold = {
  readonly id: number;
  readonly world: string;
  readonly scope: MaintenanceScope;
  readonly from: string;
  readonly to: string;
  readonly weekly: string | null;
  readonly reason: string;
  readonly by: string;
  readonly isOn: boolean;
  readonly endedAt: string | null;
  readonly alerts: readonly number[];
};

/** What acts on an alert answer: the alert as it stands now, and the id of the command, for `alert.undo`. */
export type AlertActed = { readonly alert: AlertView };
