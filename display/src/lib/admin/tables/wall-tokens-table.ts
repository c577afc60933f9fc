import type { WallTokenListed } from '#shared/access/wall-token-commands.ts';
import type { Table } from '../../export/table.ts';
import type { Language } from '../../words/language.ts';
import { wallsWords } from '../words/walls-words.ts';

/** Wall tokens as a file has them, without their secrets. */
export function wallTokensTable(rows: readonly WallTokenListed[], language: Language): Table<WallTokenListed> {
  const words = wallsWords[language];
  return {
    ...{ id: 'wall-tokens', title: words.title, rows, keyOf: ({ id }) => id },
    columns: [
      { id: 'id', title: words.id, isHead: true, cell: ({ id }) => id },
      { id: 'label', title: words.label, cell: ({ label }) => label },
      { id: 'world', title: words.world, cell: ({ world }) => world ?? words.anyWorld },
      { id: 'created', title: words.created, isInstant: true, cell: ({ createdAt: at }) => ({ at }) },
      {
        ...{ id: 'revoked', title: words.revoke, isInstant: true },
        cell: ({ revokedAt: at }) => (at === null ? null : { at }),
      },
    ],
  };
}
