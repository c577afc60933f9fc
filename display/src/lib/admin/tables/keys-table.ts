import type { KeyUses } from '#shared/wire/key-uses.ts';
import type { Table } from '../../export/table.ts';
import type { Language } from '../../words/language.ts';
import { keyStateOf } from '../key-state.ts';
import type { KeyView } from '../key-view.ts';
import { keysWords } from '../words/keys-words.ts';

type Known = { readonly language: Language; readonly uses: KeyUses | null; readonly nowMs: number };

/** Keys of senders and how each stands, without anything of their secrets. */
export function keysTable(rows: readonly KeyView[], { language, uses, nowMs }: Known): Table<KeyView> {
  const words = keysWords[language];
  return {
    ...{ id: 'keys', title: words.title, rows, keyOf: ({ kid }) => kid },
    columns: [
      { id: 'key', title: words.key, isHead: true, cell: ({ kid }) => kid },
      { id: 'state', title: words.state, cell: (key) => words.states[keyStateOf(key, nowMs)] },
      { id: 'source', title: words.source, cell: ({ source }) => source },
      { id: 'world', title: words.world, cell: ({ world }) => world },
      { id: 'kinds', title: words.kinds, cell: ({ kinds }) => kinds.join(', ') },
      { id: 'assets', title: words.assets, cell: ({ assets }) => assets.join(', ') },
      { id: 'rate', title: `${words.rate} (/s)`, cell: ({ ratePerS }) => ratePerS },
      {
        ...{ id: 'until', title: words.until, isInstant: true },
        cell: ({ revokedAt, expiresAt }) => ({ at: revokedAt ?? expiresAt }),
      },
      {
        ...{ id: 'lastUse', title: words.lastUse, isInstant: true },
        cell: ({ kid }) => {
          const at = uses?.lastUsedAt[kid];
          return at === undefined ? null : { at };
        },
      },
    ],
  };
}
