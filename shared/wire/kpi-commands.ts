import { z } from 'zod';
import {
  exclusionCauses,
  exclusionStates,
  type ExclusionCause,
  type ExclusionState,
} from '../kpi/exclusions/exclusion.ts';
import { kpiUnits, type KpiId } from '../kpi/kpi-units.ts';
import { worldName } from './world.ts';

const kpiIds = Object.keys(kpiUnits) as [KpiId, ...KpiId[]];
const kpi = z.enum(kpiIds);
const words = z.string().trim().min(1).max(400);
const unit = z.string().min(1).max(64);

/** `all`, `type:<type>`, `unit:<code>`, `department:<code>` or `branch:<code>`. */
export const unitSet = z.string().regex(/^(all|(type|unit|department|branch):[A-Za-z0-9][A-Za-z0-9._-]*)$/, {
  error: 'all, type:<type>, unit:<code>, department:<code> or branch:<code>',
});

/** An instant on the hour, with its offset. */
const hour = z.iso
  .datetime({ offset: true, error: 'RFC 3339 with an offset' })
  .refine((at) => Date.parse(at) % 3_600_000 === 0, {
    error: 'on the hour: hours are what can be taken out of a figure',
  });

/**
 * office `exclusion.propose`: hours, the second exclusive, that some units' figures should not answer for. `evidence`: where
 * one can see it (an incident, a notice, a measurement).
 */
export const exclusionPropose = z.strictObject({
  world: worldName.default('live'),
  kpis: z.array(kpi).min(1).max(kpiIds.length),
  unitSet,
  from: hour,
  to: hour,
  cause: z.enum(exclusionCauses),
  reason: words,
  evidence: words,
});

/** office `exclusion.approve` and `exclusion.reject`. */
export const exclusionDecide = z.strictObject({ id: z.int().min(1), note: words.optional() });

/** office `exclusion.withdraw`: one's own proposal; an account of a unit names its unit. */
export const exclusionWithdraw = exclusionDecide.extend({ unit: unit.optional() });

/** office `exclusion.list`: of a world; `unit`: those that speak of it. */
export const exclusionList = z.strictObject({
  world: worldName.default('live'),
  state: z.enum(exclusionStates).optional(),
  unit: unit.optional(),
});

/** An exclusion as the office tells it; instants in ISO 8601. */
export type ExclusionTold = {
  readonly id: number;
  readonly world: string;
  readonly kpis: readonly KpiId[];
  readonly unitSet: string;
  readonly from: string;
  readonly to: string;
  readonly cause: ExclusionCause;
  readonly reason: string;
  readonly evidence: string;
  readonly state: ExclusionState;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
};

const day = z.iso.date();

/**
 * office `target.set`: a target from a day (today or later: the past is not rewritten) to before another (none: for good).
 * What else held then for the same set, KPI and units gives way to it.
 */
export const targetSet = z.strictObject({
  set: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { error: 'a code such as city-2026' }),
  kpi,
  /** Null: the version in use on the day it begins. */
  formulaVersion: z.int().min(1).max(1_000).nullable().default(null),
  unitSet,
  from: day,
  to: day.nullable().default(null),
  target: z.number().min(0).max(1e15),
  direction: z.enum(['at_least', 'at_most']),
  period: z.enum(['whole', 'month']).default('month'),
  office: unit.nullable().default(null),
  source: words.nullable().default(null),
});
export type TargetSet = z.output<typeof targetSet>;

/** office `target.list`: every target there is or was; `unit`: those that are not another unit's alone. */
export const targetList = z.strictObject({ unit: unit.optional() });
