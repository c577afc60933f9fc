import { hashRule, hashRules } from '#shared/rules/hash-rules.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';
import { findBackTest } from '#shared/store/rule-back-tests.ts';
import { ruleOff, ruleSet, type RuleSet, type RuleWritten } from '#shared/wire/rule-commands.ts';
import { withRule } from '../rules/with-rule.ts';
import { writeRule } from '../rules/write-rule.ts';
import { defineCommand, type ActContext, type Outcome } from './command.ts';

/** A past that was looked at longer ago says little of the next days. */
const longestMs = 24 * 3_600_000;

/** `rule.set`: a rule from now on, new or changed. What was not tried as it is to be saved is not saved. */
export const ruleSetCommand = defineCommand({
  verb: 'rule.set',
  repeat: 'once',
  needs: 'rule.set',
  body: ruleSet,
  act: set,
});

/** `rule.off`: the rule asks no more. */
export const ruleOffCommand = defineCommand({
  verb: 'rule.off',
  repeat: 'once',
  needs: 'rule.set',
  body: ruleOff,
  act: async ({ id }, { sql, now, actor }) => {
    await lockRegistry(sql);
    const written = await writeRule(sql, { id, at: now, by: actor, change: 'off' });
    if (!written) return refuse('not-found', `id: there is no rule ${id} that asks`);
    return done(id, { before: written.before, after: null });
  },
});

async function set(wish: RuleSet, { sql, now, actor }: ActContext): Promise<Outcome> {
  await lockRegistry(sql);
  const { rule, backTest } = wish;
  const others = await withRule(sql, rule);
  if ('fault' in others) return refuse('invalid', others.fault);
  const fault = await findFault({ sql, now }, { rule, rules: others.rules, backTest });
  if (fault) return refuse('conflict', fault);
  const written = await writeRule(sql, { id: rule.id, at: now, by: actor, change: rule });
  return done(rule.id, { before: written?.before ?? null, after: rule, backTest });
}

/** Why a rule may not be saved: it was not tried, or not so. */
async function findFault(
  { sql, now }: Pick<ActContext, 'sql' | 'now'>,
  { rule, rules, backTest }: { rule: Rule; rules: readonly Rule[]; backTest: number | undefined },
): Promise<string | undefined> {
  if (backTest === undefined)
    return 'backTest: nothing is saved that was not tried on the past; ask for rule.test first';
  const test = await findBackTest(sql, backTest);
  if (test?.rule !== rule.id) return `backTest: there is no back-test ${backTest} of ${rule.id}; ask for rule.test`;
  if (test.state === 'running') return `backTest: ${backTest} is not done; wait for what comes of it`;
  if (test.state === 'failed') return `backTest: ${backTest} failed (${test.fault ?? 'no reason told'}); try again`;
  if (test.ruleHash !== hashRule(rule)) return `backTest: ${backTest} tried another text of ${rule.id}; try this one`;
  if (test.rulesHash !== hashRules(rules)) return `backTest: other rules have changed since ${backTest}; try again`;
  return now.getTime() - test.askedAt.getTime() > longestMs
    ? `backTest: ${backTest} is older than a day; try again`
    : undefined;
}

function done(id: string, detail: Readonly<Record<string, unknown>>): Outcome {
  return { answer: { ok: true, value: { id } satisfies RuleWritten }, audit: { subject: `rule:${id}`, detail } };
}

function refuse(code: 'invalid' | 'not-found' | 'conflict', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}
