import { z } from 'zod';
import { ruleSchema, type Rule } from '../rules/rule.ts';
import type { Episode, Load, RuleTally } from '../rules/replay/tally.ts';
import { worldName } from './world.ts';

const ruleId = z.string().regex(/^[a-z][a-z0-9-]{1,47}$/);

/** office `rule.list`: every rule, those switched off too. */
export const ruleList = z.strictObject({});

/** A rule as the office tells it. `editedBy` null: as the city's folder says. */
export type RuleTold = {
  readonly rule: Rule;
  readonly enabled: boolean;
  readonly editedBy: string | null;
  readonly since: string;
};
export type RulesTold = { readonly rules: readonly RuleTold[]; readonly version: string };

/**
 * office `rule.test`: tries a rule, new or changed, on the stored past of a world, together with all others as they stand.
 * The answer tells its number at once; `rule.test.see` how far it has come and what came of it. One runs at a time.
 */
export const ruleTest = z.strictObject({
  world: worldName.default('live'),
  rule: ruleSchema,
  days: z.int().min(1).max(31).default(30),
});
export type RuleTestAsked = z.input<typeof ruleTest>;
export type RuleTestStarted = { readonly id: number };

/** office `rule.test.see`. */
export const ruleTestSee = z.strictObject({ id: z.int().min(1) });

/** An incident that a person opened, and when the rule would have told of it. */
export type Caught = {
  readonly incident: number;
  readonly number: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly openedAt: string;
  /** The alert that would have told, and how much earlier; null: it would not have. */
  readonly by: { readonly rule: string; readonly target: string; readonly announcedAt: string } | null;
};

/** What a back-test found: the tried rule at length, the whole desk in figures. */
export type BackTestResult = {
  readonly from: string;
  readonly to: string;
  readonly tookMs: number;
  readonly events: number;
  readonly ticks: number;
  readonly rule: RuleTally;
  /** The rule as it stands now over the same past; null: it is new, or switched off. */
  readonly before: RuleTally | null;
  readonly load: Load;
  readonly loadBefore: Load;
  /** Per civil day: how often it would have been announced, and would have been silenced. */
  readonly days: readonly { readonly day: string; readonly announced: number; readonly silenced: number }[];
  /** Per hour of the day, all rules: announced alerts, summed over the days. */
  readonly hours: readonly number[];
  /** The newest openings of the rule. */
  readonly episodes: readonly Episode[];
  readonly caught: readonly Caught[];
  /** Rules that ask for what is not kept of the past. */
  readonly notReplayed: readonly string[];
};

export type BackTestTold = {
  readonly id: number;
  readonly rule: string;
  readonly ruleHash: string;
  readonly rulesHash: string;
  readonly world: string;
  readonly days: number;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly progress: number;
  readonly result: BackTestResult | null;
  readonly fault: string | null;
};

/**
 * office `rule.set`: a rule from now on. `backTest`: the number of a back-test of exactly this rule beside exactly the others
 * that there are; without one nothing is saved.
 */
export const ruleSet = z.strictObject({ rule: ruleSchema, backTest: z.int().min(1).optional() });
export type RuleSet = z.input<typeof ruleSet>;

/** office `rule.switch`: off, a rule asks nothing and its alerts end; on, it asks again as it stands. */
export const ruleSwitch = z.strictObject({ id: ruleId, on: z.boolean() });
