import { z } from 'zod';
import type { Episode, Load, RuleTally } from '../rules/replay/tally.ts';
import { ruleSchema, type Rule } from '../rules/rule.ts';
import { worldName } from './world.ts';

/**
 * office `rule.test`: tries a rule, new or changed, on the stored past of a world beside all others as they stand. The
 * answer tells its number at once; `rule_back_tests` how far it has come and what came of it. One runs at a time.
 */
export const ruleTest = z.strictObject({
  world: worldName.default('live'),
  rule: ruleSchema,
  days: z.int().min(1).max(31).default(30),
});
export type RuleTestStarted = { readonly id: number };

/**
 * office `rule.set`: a rule from now on. `backTest`: the number of a back-test of exactly this rule beside exactly the others
 * that there are, not older than a day; without one nothing is saved.
 */
export const ruleSet = z.strictObject({ rule: ruleSchema, backTest: z.int().min(1).optional() });
export type RuleSet = z.output<typeof ruleSet>;
export type RuleWritten = { readonly id: string };

/** office `rule.off`: the rule asks no more and its alerts end. Saved again, it asks again. */
export const ruleOff = z.strictObject({ id: ruleSchema.shape.id });

/** A rule as the registry holds it now. `editedBy` null: as the city's folder says. */
export type RuleTold = {
  readonly rule: Rule;
  readonly enabled: boolean;
  readonly editedBy: string | null;
  readonly since: Date;
};

/** An incident that a person opened, and when the rule would have told of it; null: it would not have, or not earlier. */
export type Caught = {
  readonly incident: number;
  readonly title: { readonly vi: string; readonly en: string };
  readonly openedAt: string;
  readonly by: { readonly target: string; readonly announcedAt: string } | null;
};

/** What a back-test found: the rule that was tried at length, the whole desk in figures. */
export type BackTestResult = {
  readonly from: string;
  readonly to: string;
  readonly tookMs: number;
  readonly events: number;
  readonly judged: number;
  readonly ticks: number;
  readonly rule: RuleTally;
  /** The rule as it stands now over the same past; null: there is none. */
  readonly ruleBefore: RuleTally | null;
  readonly load: Load;
  readonly loadBefore: Load;
  /** By civil day: how often the rule would have been announced, and would have stayed silent. */
  readonly days: readonly { readonly day: string; readonly announced: number; readonly silent: number }[];
  /** By hour of the day, all days together: announced alerts of the rule, and of all rules. */
  readonly hours: readonly { readonly rule: number; readonly all: number }[];
  /** The newest openings of the rule; `more` earlier ones are not told. */
  readonly episodes: readonly Episode[];
  readonly more: number;
  readonly caught: readonly Caught[];
  /** Whether the rule asks for what is not kept of the past, so that nothing can be said of it. */
  readonly isBlind: boolean;
};

export type BackTestTold = {
  readonly id: number;
  readonly rule: string;
  readonly body: string;
  readonly ruleHash: string;
  readonly rulesHash: string;
  readonly world: string;
  readonly days: number;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly state: 'running' | 'done' | 'failed';
  readonly progress: number;
  readonly toldAt: Date;
  readonly result: BackTestResult | null;
  readonly fault: string | null;
};
