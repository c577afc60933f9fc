import { readAddresses } from '#shared/service/addresses.ts';
import { createLog } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { CommandIo } from '../setup/command.ts';

/** Asks the running system's database about a world at its present, everything of one moment. */
export async function askForecasts<Answer>(
  io: CommandIo,
  world: string,
  ask: (sql: Sql, nowMs: number) => Promise<Answer>,
): Promise<Answer> {
  const pool = createPool(readAddresses(io.env).databaseUrl, 'forecast', createLog('forecast', 'warn'), 1);
  try {
    return await inSnapshot(pool, async (sql) => {
      const nowMs = await readWorldNow(sql, world, Date.now());
      if (nowMs !== undefined) return ask(sql, nowMs);
      const names = ['live', ...(await listWorlds(sql)).map((one) => one.world)];
      throw new Error(`there is no world ${world}; there are ${names.join(', ')}`);
    });
  } finally {
    await pool.end();
  }
}
