import type { registryKeys } from '#shared/wire/registry.ts';
import { listAssetRows } from '#shared/store/list-asset-rows.ts';
import { listSenderKeys } from '#shared/store/list-sender-keys.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import type { Sql } from '#shared/store/sql.ts';

export type DocumentName = keyof typeof registryKeys;

/** A key that ended is published this much longer, so that its sender is told why, not that it never existed. */
const ENDED_KEY_SHOWN_MS = 7 * 24 * 3_600_000;

/** Reads a document's text from the database; the same contents always give the same text. */
export const readDocument: Record<DocumentName, (sql: Sql, nowMs: number) => Promise<string>> = {
  assets: async (sql) => JSON.stringify(await listAssetRows(sql)),
  keys: async (sql, nowMs) => JSON.stringify(await listSenderKeys(sql, new Date(nowMs - ENDED_KEY_SHOWN_MS))),
  worlds: async (sql) => JSON.stringify(await listWorlds(sql)),
};

export const documentNames = ['assets', 'keys', 'worlds'] as const satisfies readonly DocumentName[];
