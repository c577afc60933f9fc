import type pg from 'pg';
import type { Pack } from '#shared/locality/pack.ts';
import { registryTables } from '#shared/locality/registry/registry-tables.ts';
import type { RegistryRow } from '#shared/locality/registry/registry-table.ts';
import { toPack } from '#shared/locality/registry/to-pack.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { readRegistryRows } from '#shared/store/read-registry-rows.ts';

/** The pack that the registry holds at this moment. Rejects while the database is away or holds no city. */
export async function readRegistryPack(pool: pg.Pool): Promise<Pack> {
  return inTransaction(pool, async (sql) => {
    // One moment for all tables.
    await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const held: Record<string, RegistryRow[]> = {};
    for (const table of registryTables) held[table.name] = await readRegistryRows(sql, table);
    return toPack(held);
  });
}
