import type pg from 'pg';
import { readLedger } from '#shared/kpi/ask/read-ledger.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { listUnmeasuredMoves, setMoveMeasured } from '#shared/store/staff-moves.ts';
import { measureMove } from '#shared/staff/ask/measure-move.ts';

/** Measures the moves of every world whose time has come, and keeps what was found; returns how many. */
export async function measureMoves(pool: pg.Pool, realMs: number): Promise<number> {
  let measured = 0;
  for (const world of ['live', ...(await listWorlds(pool)).map((one) => one.world)]) {
    const nowMs = await readWorldNow(pool, world, realMs);
    const moves = nowMs === undefined ? [] : await listUnmeasuredMoves(pool, world, nowMs);
    if (moves.length === 0) continue;
    const ledger = await readLedger(pool, world);
    for (const move of moves) {
      await setMoveMeasured(pool, move.id, await measureMove(pool, move, ledger));
      measured += 1;
    }
  }
  return measured;
}
