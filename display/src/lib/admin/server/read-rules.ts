import type { Priority } from '#shared/wire/duty.ts';
import type { BackTestTold } from '#shared/wire/rule-commands.ts';
import { listEveryRule } from '#shared/store/list-rules.ts';
import { listNewestBackTests } from '#shared/store/rule-back-tests.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { Language } from '../../words/language.ts';
import { wordsOf } from '../../words/words.ts';
import { sayCondition } from '../rules/say-rule.ts';

/** A rule as the list has it; `asks` is its condition in words. */
export type RuleRow = {
  readonly id: string;
  readonly name: string;
  readonly priority: Priority;
  readonly owner: string;
  readonly enabled: boolean;
  readonly editedBy: string | null;
  readonly asks: string;
  /** Its newest trial over the past; undefined: it was never tried. */
  readonly test: (Pick<BackTestTold, 'state' | 'days'> & { readonly at: Date; readonly announced: number }) | undefined;
};

/** Every rule of the city, those that are off too. */
export async function readRules(sql: Sql, language: Language): Promise<RuleRow[]> {
  const [rules, tests] = await Promise.all([listEveryRule(sql), listNewestBackTests(sql)]);
  const newest = new Map(tests.map((test) => [test.rule, test]));
  return rules.map(({ rule, enabled, editedBy }) => {
    const { id, name, priority, owner, when, scope } = rule;
    const kind = scope.kind === undefined ? '' : wordsOf(language).kind[scope.kind];
    const test = newest.get(id);
    return {
      ...{ id, name: name[language], priority, owner, enabled, editedBy },
      asks: sayCondition(when, { kind, language }),
      test: test && {
        ...{ state: test.state, days: test.days, at: test.askedAt },
        announced: test.result?.rule.announced ?? 0,
      },
    };
  });
}
