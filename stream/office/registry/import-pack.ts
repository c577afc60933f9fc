import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { loadPack } from '#shared/locality/load-pack.ts';
import type { Log } from '#shared/service/log.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAssets } from '#shared/store/insert-assets.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { insertPackImport } from '#shared/store/insert-pack-import.ts';
import { insertUnits } from '#shared/store/insert-units.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';
import { hashPack, toRegistryAssets, toRegistryUnits } from './pack-registry.ts';

/**
 * Adds to the registry what a city's folder has and the registry has not. What is in the registry is never changed: from
 * the first import on the database is the truth. A content taken in before is not looked at again. Throws when the
 * folder's contents are wrong; a city without a folder starts with an empty registry.
 */
export async function importPack(pool: pg.Pool, dir: string, options: { log: Log; now: Date }): Promise<void> {
  const { log, now } = options;
  if (!existsSync(join(dir, 'pack.yaml'))) {
    log.warn(
      { dir },
      'no pack.yaml here: the registry gets no units or assets; set VONGLAU_PACK to the folder of the city',
    );
    return;
  }
  const pack = loadPack(dir);
  const hash = hashPack(pack);
  const added = await inTransaction(pool, async (sql) => {
    await lockRegistry(sql);
    if (!(await insertPackImport(sql, hash, now))) return undefined;
    const units = await insertUnits(sql, toRegistryUnits(pack));
    const assets = await insertAssets(sql, toRegistryAssets(pack));
    const detail = { hash, units, assets };
    await insertAudit(sql, { at: now, actor: 'office', verb: 'pack.import', subject: pack.code, detail });
    return detail;
  });
  if (added) log.info({ city: pack.code, ...added }, 'pack imported');
}
