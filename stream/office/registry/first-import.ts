import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { loadPack } from '#shared/locality/load-pack.ts';
import { ALWAYS } from '#shared/locality/registry/registry-tables.ts';
import type { Log } from '#shared/service/log.ts';
import { hasCity } from '#shared/store/has-city.ts';
import { hasPackImport } from '#shared/store/has-pack-import.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';
import { applyPlan, examinePack, hashPack } from './take-in-pack.ts';
import { countChanges } from './tell-changes.ts';

/**
 * Fills an empty registry from a city's folder. From then on the database is the truth: a folder that says otherwise is
 * only told of, and taken in by `vonglau pack import`. Throws when the folder of a first import is wrong; a city without
 * a folder starts with an empty registry.
 */
export async function importAtFirstStart(
  pool: pg.Pool,
  dir: string,
  { log, now }: { log: Log; now: Date },
): Promise<void> {
  const isThere = existsSync(join(dir, 'pack.yaml'));
  const imported = await inTransaction(pool, async (sql) => {
    await lockRegistry(sql);
    if (await hasCity(sql)) return undefined;
    if (!isThere) {
      log.warn({ dir }, 'no pack.yaml here: the registry stays empty; set VONGLAU_PACK to the folder of the city');
      return undefined;
    }
    const pack = loadPack(dir);
    const { plan, problems } = await examinePack(sql, pack, { now, effective: ALWAYS, overwriteEdits: false });
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message.en).join('; '));
    const hash = hashPack(pack);
    await applyPlan(sql, plan, { hash, at: now });
    const detail = { hash, counts: countChanges(plan.changes) };
    await insertAudit(sql, { at: now, actor: 'process:office', verb: 'pack.import', subject: pack.code, detail });
    return { city: pack.code, ...detail };
  });
  if (imported) log.info(imported, 'pack imported');
  else if (isThere) await tellOfNewFolder(pool, dir, log);
}

async function tellOfNewFolder(pool: pg.Pool, dir: string, log: Log): Promise<void> {
  try {
    if (await hasPackImport(pool, hashPack(loadPack(dir)))) return;
    log.info(
      { dir },
      'the folder has changed since it was taken in; vonglau pack diff shows how, pack import takes it in',
    );
  } catch (error) {
    log.warn({ err: error, dir }, 'the folder of the city has mistakes; the registry stays as it is');
  }
}
