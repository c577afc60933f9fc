import { z } from 'zod';
import { catalogue } from '../events/catalogue.ts';
import { assetKinds, type EventKind, type MetricSpec } from '../events/kind.ts';
import { kpiUnits } from '../kpi/kpi-units.ts';

/** How a value is compared; the value stands on the left. */
export const operators = ['>', '>=', '<', '<=', '=', '!='] as const;
export type Operator = (typeof operators)[number];
const op = z.enum(operators);

/** Every metric there is, with how it is rolled up. */
export const metricSpecs: ReadonlyMap<string, MetricSpec> = new Map(
  Object.values<EventKind>(catalogue).flatMap(({ types }) =>
    Object.values(types).flatMap(({ metrics }) => Object.entries(metrics)),
  ),
);

const sorts = Object.values<EventKind>(catalogue).flatMap(({ openDays }) => Object.keys(openDays ?? {}));
const metric = z.string().refine((name) => metricSpecs.has(name), {
  params: { vi: 'không có số đo này trong danh mục', en: 'there is no such metric in the catalogue' },
});
const dim = z.string().regex(/^[A-Za-z]{1,40}=[^=]{1,80}$/);
const windowMin = z.int().min(1).max(2_880);
const least = z.int().min(1).optional();
const places = ['asset', 'unit', 'city'] as const;

/** One metric, of one label where `dim` says so: how many were counted, or what they add up to in the metric's unit. */
const part = z.strictObject({ metric, dim: dim.optional(), stat: z.enum(['n', 'sum']).default('sum') });
export type Part = z.output<typeof part>;

/**
 * What must hold. `asset` conditions are asked of every asset of the rule's kind, others of each unit, each asset or the
 * city (`per`).
 *
 * - `state`: a last-known value of the fold, as `link.ok = false`; unknown while its asset is stale.
 * - `open`: open items of a sort: how many, how many seconds the oldest is open, how many are past their due time.
 * - `metric`: what was counted in the last minutes, the present one included. Nothing counted is unknown, unless
 *   `empty: zero` says that it is none; fewer than `least` never hold. Whether it is little is not known before somebody has
 *   watched for that long.
 * - `ratio`: Σ of some parts over Σ of others; a denominator below `least` never holds.
 * - `absence`: silence for so many of the expected intervals; with `share` one question about the whole feed, of the city or
 *   of a unit: are more than that share of those expected now silent, and `least` of them.
 * - `clock`: signs of life come from the future: that device's clock is fast.
 * - `deviation`: the last full hour against the median of the same hour of past weeks, in median deviations; an hour that counted
 *   fewer than `least` is never far above it.
 * - `forecast`: the longest wait (ms) that is expected at a place within so many minutes. `kpi`: its value in the period of its target;
 *   how far it is past its target (`gap`, below 0 it falls short); or its value projected to the end of the month. What
 *   others work out is handed in as readings; one that is old is unknown.
 */
export const condition = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('state'),
    field: z.string().min(1),
    path: z.string().min(1),
    op,
    value: z.union([z.number(), z.boolean(), z.string()]),
  }),
  z.strictObject({
    kind: z.literal('open'),
    sort: z.string().refine((name) => sorts.includes(name), {
      params: { vi: 'không loại sự kiện nào mở mục này', en: 'no kind of event opens items of this sort' },
    }),
    measure: z.enum(['count', 'oldestS', 'overdue']),
    op,
    value: z.number(),
  }),
  z.strictObject({
    kind: z.literal('metric'),
    metric,
    dim: dim.optional(),
    windowMin,
    stat: z.enum(['n', 'sum', 'mean', 'rate', 'p90']),
    op,
    value: z.number(),
    per: z.enum(places),
    least,
    empty: z.enum(['zero', 'unknown']).default('unknown'),
  }),
  z.strictObject({
    kind: z.literal('ratio'),
    above: z.array(part).min(1),
    below: z.array(part).min(1),
    windowMin,
    op,
    value: z.number(),
    per: z.enum(places),
    least,
  }),
  z.strictObject({
    kind: z.literal('absence'),
    intervals: z.number().min(1),
    share: z.number().gt(0).lt(1).optional(),
    per: z.enum(['unit', 'city']).optional(),
    least: z.int().min(1).default(2),
  }),
  z.strictObject({ kind: z.literal('clock'), aheadS: z.int().min(1).max(300) }),
  z.strictObject({
    kind: z.literal('deviation'),
    ...part.shape,
    direction: z.enum(['above', 'below', 'either']),
    k: z.number().min(1),
    leastWeeks: z.int().min(2).default(3),
    least,
    per: z.enum(['unit', 'city']),
  }),
  z.strictObject({ kind: z.literal('forecast'), withinMin: z.int().min(15).max(240), op, value: z.number() }),
  z.strictObject({
    kind: z.literal('kpi'),
    kpi: z.string().refine((name) => name in kpiUnits, {
      params: { vi: 'không có chỉ số này', en: 'there is no such KPI' },
    }),
    measure: z.enum(['value', 'gap', 'month_end']).default('value'),
    op,
    value: z.number(),
    per: z.enum(['unit', 'city']),
  }),
]);
export type Condition = z.output<typeof condition>;
export type ConditionOf<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>;

/** Where a rule applies: assets of a kind, units of a set as targets name it. */
export const scope = z.strictObject({
  kind: z.enum(assetKinds).optional(),
  units: z
    .string()
    .regex(/^(all|(type|unit|branch):[A-Za-z0-9_.-]+)$/)
    .default('all'),
});

/** Per what a condition is asked. */
export function placeOf(when: Condition): (typeof places)[number] {
  if (when.kind === 'absence') return when.share === undefined ? 'asset' : (when.per ?? 'city');
  return 'per' in when ? when.per : 'asset';
}

/** Whether minutes keep what a condition counts: assets, and labels of units, are kept by the hour. */
export function grainOf(per: string, dims: readonly (string | undefined)[]): 'minute' | 'hour' {
  return per === 'asset' || (per === 'unit' && dims.some((one) => one !== undefined)) ? 'hour' : 'minute';
}

/** The parts a windowed condition counts. */
export function partsOf(when: Condition): readonly Part[] {
  if (when.kind === 'ratio') return [...when.above, ...when.below];
  if (when.kind === 'metric') return [{ metric: when.metric, ...(when.dim && { dim: when.dim }), stat: 'sum' }];
  if (when.kind === 'deviation') return [{ metric: when.metric, ...(when.dim && { dim: when.dim }), stat: when.stat }];
  return [];
}

/** Whether a value stands to another as asked. */
export function compare(value: unknown, op: Operator, to: unknown): boolean {
  if (op === '=') return value === to;
  if (op === '!=') return value !== to;
  const [a, b] = [Number(value), Number(to)];
  if (op === '>') return a > b;
  if (op === '>=') return a >= b;
  return op === '<' ? a < b : a <= b;
}
