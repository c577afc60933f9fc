import { canonicalize } from 'json-canonicalize';
import { hashRule, hashRules } from '#shared/rules/hash-rules.ts';
import { findRunningBackTest, insertBackTest } from '#shared/store/rule-back-tests.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';
import { ruleTest, type RuleTestStarted } from '#shared/wire/rule-commands.ts';
import { withRule } from '../rules/with-rule.ts';
import { defineCommand } from './command.ts';

/** A back-test that has said nothing for so long runs no more: its process ended. */
const silentMs = 60_000;

/** `rule.test`: begins to try a rule on the past, beside all others. */
export const ruleTestCommand = defineCommand({
  verb: 'rule.test',
  repeat: 'once',
  needs: 'rule.test',
  body: ruleTest,
  act: async ({ rule, world, days }, { sql, now, actor }) => {
    // Two that are asked for at once would both find that none runs.
    await lockRegistry(sql);
    const set = await withRule(sql, rule);
    if ('fault' in set) return { answer: { ok: false, code: 'invalid', message: set.fault } };
    const running = await findRunningBackTest(sql, new Date(now.getTime() - silentMs));
    if (running) {
      const message = `a back-test of ${running.rule} is running for ${running.askedBy}, ${Math.round(running.progress * 100)} % done; wait for it`;
      return { answer: { ok: false, code: 'conflict', message } };
    }
    const id = await insertBackTest(sql, {
      ...{ rule: rule.id, body: canonicalize(rule), ruleHash: hashRule(rule), rulesHash: hashRules(set.rules) },
      ...{ world, days, askedBy: actor, askedAt: now },
    });
    return {
      answer: { ok: true, value: { id } satisfies RuleTestStarted },
      audit: { subject: `rule:${rule.id}`, detail: { backTest: id, world, days } },
      backTest: id,
    };
  },
});
