import { z } from 'zod';
import { runbookName } from '../locality/runbook.ts';
import { parseOpeningHours } from '../time/opening-hours.ts';
import { condition, grainOf, metricSpecs, partsOf, placeOf, scope, type Condition } from './condition.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{1,47}$/);
const says = (most: number) => z.strictObject({ vi: z.string().min(1).max(most), en: z.string().min(1).max(most) });
const seconds = z.int().min(0).max(86_400);

/** Names of what an alert is about; two alerts are about the same where these are equal. */
export const labelNames = ['asset', 'unit', 'kind', 'point', 'operator'] as const;
export type LabelName = (typeof labelNames)[number];

/**
 * A rule: what must hold, for how long, and what a person then does. A rule without an action is none: what nobody must
 * act on is an event, not an alert.
 */
export const ruleSchema = z
  .strictObject({
    id,
    name: says(120),
    priority: z.enum(['P1', 'P2', 'P3']),
    scope: scope.prefault({}),
    when: condition,
    /** When it is over; without it, when `when` no longer holds. Between the two an open alert stays open. */
    close: condition.optional(),
    /** How long `when` must hold without a break. */
    forS: seconds.default(0),
    /** How long it must be over before the alert closes. */
    keepFiringS: seconds.default(0),
    /** After how long without knowing the alert is `no_data`; without it only an open alert can be. */
    noDataAfterS: seconds.min(1).optional(),
    action: says(400),
    /** A runbook of the city's folder by its name, or an address elsewhere. */
    runbook: z.union([z.string().regex(runbookName), z.url({ protocol: /^https?$/ })]).optional(),
    /** An office of `offices.csv`, or a role. */
    owner: z.string().min(1).max(60),
    /** `open`: not announced while its place is closed. */
    hours: z.enum(['always', 'open']).default('always'),
    /** Opening hours in which it is never announced. */
    quiet: z
      .string()
      .refine((text) => parseOpeningHours(text) !== undefined, {
        params: { vi: 'cần giờ như Mo-Su 00:00-06:00', en: 'must be hours such as Mo-Su 00:00-06:00' },
      })
      .optional(),
    /** Words by which incidents are grouped. */
    labels: z.array(z.string().regex(/^[a-z0-9-]{1,40}$/)).default([]),
    /** Rules whose alerts this one explains, where these labels are there and the same. */
    causes: z.array(z.strictObject({ rule: id, equal: z.array(z.enum(labelNames)).default([]) })).default([]),
    /** More openings than this within ten minutes are a storm. */
    storm: z.int().min(1).max(1_000).default(12),
  })
  .superRefine((rule, context) => {
    const complain = (path: (string | number)[], vi: string, en: string): void => {
      context.addIssue({ code: 'custom', path, params: { vi, en } });
    };
    const sides: ['when' | 'close', Condition | undefined][] = [
      ['when', rule.when],
      ['close', rule.close],
    ];
    for (const [side, asked] of sides) if (asked) checkCondition(asked, rule.scope.kind, side, complain);
    if (rule.close && placeOf(rule.close) !== placeOf(rule.when)) {
      complain(['close'], 'phải hỏi cùng nơi với when', 'must be asked of the same places as when');
    }
  });
export type Rule = z.output<typeof ruleSchema>;

type Complain = (path: (string | number)[], vi: string, en: string) => void;

function checkCondition(when: Condition, kind: string | undefined, side: string, complain: Complain): void {
  const place = placeOf(when);
  if ((place === 'asset' || when.kind === 'absence') && kind === undefined) {
    complain(['scope', 'kind'], 'thiếu: điều kiện này hỏi từng thiết bị', 'is missing: this is asked of assets');
  }
  for (const { metric, dim } of partsOf(when)) checkPart(metric, dim, place, [side], complain);
  if (when.kind !== 'metric' && when.kind !== 'ratio') return;
  const dims = partsOf(when).map((part) => part.dim);
  if (grainOf(place, dims) === 'hour' && when.windowMin % 60 !== 0) {
    complain(
      [side, 'windowMin'],
      'cần bội số của 60: chỉ có số theo giờ',
      'must be a multiple of 60: it is kept by the hour',
    );
  }
  const hasSlots = when.kind !== 'metric' || when.stat !== 'p90' || metricSpecs.get(when.metric)?.histogram === true;
  if (!hasSlots || (when.kind === 'metric' && when.stat === 'p90' && (place === 'asset' || when.dim !== undefined))) {
    complain([side, 'stat'], 'số đo này không có phân vị ở đây', 'this metric has no percentiles here');
  }
}

function checkPart(metric: string, dim: string | undefined, place: string, path: string[], complain: Complain): void {
  const spec = metricSpecs.get(metric);
  if (place === 'asset' && (spec?.perAsset !== true || dim !== undefined)) {
    complain(path, `${metric} không đếm theo từng thiết bị`, `${metric} is not counted by asset in this way`);
  }
  const key = dim?.split('=')[0];
  if (key !== undefined && !(spec?.dims ?? []).includes(key)) {
    complain(path, `${metric} không có nhãn ${key}`, `${metric} has no label ${key}`);
  }
}

/** `rules.yaml`: the rules of a city. */
export const rulesDocument = z.strictObject({ rules: z.array(ruleSchema) }).superRefine(({ rules }, context) => {
  const seen = new Set<string>();
  const ids = new Set(rules.map((rule) => rule.id));
  for (const [at, rule] of rules.entries()) {
    const complain: Complain = (path, vi, en) => {
      context.addIssue({ code: 'custom', path: ['rules', at, ...path], params: { vi, en } });
    };
    if (seen.has(rule.id)) complain(['id'], `${rule.id} có hai lần`, `${rule.id} is there twice`);
    seen.add(rule.id);
    for (const [which, cause] of rule.causes.entries()) {
      if (ids.has(cause.rule) && cause.rule !== rule.id) continue;
      complain(
        ['causes', which, 'rule'],
        `không có quy tắc nào khác tên ${cause.rule}`,
        `there is no other rule ${cause.rule}`,
      );
    }
  }
});
