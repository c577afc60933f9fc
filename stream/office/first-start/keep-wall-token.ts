import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { newShortId } from '#shared/access/short-id.ts';
import { hashToken, newToken } from '#shared/access/token.ts';
import { findWallToken } from '#shared/store/find-wall-token.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { insertWallToken } from '#shared/store/insert-wall-token.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';

const LABEL = 'this machine';

/**
 * The wall token of this machine, from a file that only its owner reads, so that every start can show the wall's link.
 * One that is missing or was revoked is replaced.
 */
export async function keepWallToken(pool: pg.Pool, dataDir: string, now: Date): Promise<string> {
  const folder = join(dataDir, 'secrets');
  const file = join(folder, 'wall-token');
  return inTransaction(pool, async (sql) => {
    await lockRegistry(sql);
    const kept = await readKept(file);
    if (kept !== undefined && (await findWallToken(sql, kept))) return kept;
    const token = newToken();
    const id = newShortId();
    await insertWallToken(sql, { id, tokenHash: hashToken(token), label: LABEL, world: null, at: now });
    const detail = { label: LABEL, world: null };
    await insertAudit(sql, { at: now, actor: 'process:office', verb: 'walltoken.create', subject: id, detail });
    // Before the commit: a file without its row is replaced at the next start, a row without its file would be litter.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${file}.new`, token, { mode: 0o600 });
    await rename(`${file}.new`, file);
    return token;
  });
}

async function readKept(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    return undefined;
  }
}
