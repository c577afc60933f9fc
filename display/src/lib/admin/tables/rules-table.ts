import type { Table } from '../../export/table.ts';
import type { Language } from '../../words/language.ts';
import type { RuleRow } from '../server/read-rules.ts';
import { rulesWords } from '../words/rules-words.ts';

/** Every rule in words, and its newest trial over the past. */
export function rulesTable(rows: readonly RuleRow[], language: Language): Table<RuleRow> {
  const words = rulesWords[language];
  const tried = ({ test }: RuleRow): RuleRow['test'] => (test?.state === 'done' ? test : undefined);
  return {
    ...{ id: 'rules', title: words.title, rows, keyOf: ({ id }) => id },
    columns: [
      { id: 'priority', title: words.priority, cell: ({ priority }) => priority },
      { id: 'id', title: 'id', isHead: true, cell: ({ id }) => id },
      { id: 'rule', title: words.rule, cell: ({ name }) => name },
      { id: 'asks', title: words.asks, cell: ({ asks }) => asks },
      { id: 'owner', title: words.owner, cell: ({ owner }) => owner },
      { id: 'state', title: words.state, cell: ({ enabled }) => (enabled ? words.on : words.off) },
      { id: 'testedAt', title: words.lastTest, isInstant: true, cell: (row) => atOf(tried(row)?.at) },
      { id: 'testedDays', title: words.days, cell: (row) => tried(row)?.days ?? null },
      { id: 'announced', title: words.figures.announced, cell: (row) => tried(row)?.announced ?? null },
    ],
  };
}

function atOf(at: Date | undefined): { at: string } | null {
  return at === undefined ? null : { at: at.toISOString() };
}
