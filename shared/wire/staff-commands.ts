import { z } from 'zod';
import { staffRoles } from '../events/kinds/staff.ts';
import { staffMoveKinds } from '../staff/staff-move.ts';
import { worldName } from './world.ts';

const point = z.string().min(1).max(64);
const instant = z.iso.datetime({ offset: true });
const waitMs = z.int().min(0).nullable();

/**
 * office `staff.move`: people at a point beside its establishment, for a time: from another point (`move`), from the city
 * (`transfer`), `lawyers`, or `volunteers` of a campaign. Counts, never names. `expected`: what it was said to do.
 */
export const staffMove = z.strictObject({
  world: worldName.default('live'),
  kind: z.enum(staffMoveKinds),
  from: point.optional(),
  to: point,
  people: z.int().min(1).max(200),
  /** Without it: now. */
  fromAt: instant.optional(),
  toAt: instant,
  why: z.string().trim().min(1).max(400),
  expected: z
    .strictObject({ toBeforeMs: waitMs, toAfterMs: waitMs, fromBeforeMs: waitMs, fromAfterMs: waitMs })
    .optional(),
});

/** office `staff.end`: they go back now. */
export const staffEnd = z.strictObject({ id: z.int().min(1) });

/** office `staff.list`: moves of a world that are under way or still to come; `all`: and those of the last 35 days. */
export const staffList = z.strictObject({ world: worldName.default('live'), all: z.boolean().default(false) });

export type StaffMoved = { readonly id: number; readonly from: string; readonly to: string };

const day = z.iso.date();
/** As a city's folder has it: composed, on one line. */
const line = z
  .string()
  .trim()
  .normalize('NFC')
  .min(1)
  .regex(/^\P{Cc}+$/u, { error: 'one line' });

/**
 * office `establishment.set`: how many of a role are to be on duty at a point or branch, from a day (today or later: the past
 * is not rewritten) to before another (none: for good). What else held then of the role gives way to it; volunteers come by
 * campaigns, each by itself.
 */
export const establishmentSet = z.strictObject({
  point,
  role: z.enum(staffRoles),
  people: z.int().min(0).max(2_000),
  from: day,
  to: day.nullable().default(null),
  campaign: line.max(200).nullable().default(null),
  source: line.max(400).nullable().default(null),
});
export type EstablishmentSet = z.output<typeof establishmentSet>;

/** `staff`: of how many the point then is, own officers and those transferred together; null: that is not told. */
export type EstablishmentTold = EstablishmentSet & { readonly staff: number | null };
