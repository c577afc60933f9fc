import { listEveryRule } from '#shared/store/list-rules.ts';
import { listNewestBackTests } from '#shared/store/rule-back-tests.ts';
import { sayCondition } from '#lib/admin/rules/say-rule.ts';
import { resources } from '#lib/server/resources.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { language } }) => {
  const { pool } = resources();
  const [rules, tests] = await Promise.all([listEveryRule(pool), listNewestBackTests(pool)]);
  const newest = new Map(tests.map((test) => [test.rule, test]));
  return {
    rules: rules.map(({ rule, enabled, editedBy }) => {
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
    }),
  };
};
