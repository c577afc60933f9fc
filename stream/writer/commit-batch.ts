import type { ClientBase } from 'pg';
import { createSeriesIndex } from '#shared/kpi/series.ts';
import type { Batch, Committed, WriterMemory } from './batch.ts';
import { ensureMonths } from './ensure-months.ts';
import { lockPosition } from './position.ts';
import { writeBatch } from './write-batch.ts';

/** Many times a city's; a sender whose labels never repeat must not fill the memory. */
const seriesKept = 200_000;

/**
 * Counts a batch exactly once, in one transaction: identities not seen before, their events, the roll-ups these change,
 * receipts, findings, and the place in the log. Run again after any failure, whether the commit took or not: what took
 * is skipped by its place (null), and found again by its identities if the place were lost.
 */
export async function commitBatch(client: ClientBase, memory: WriterMemory, batch: Batch): Promise<Committed | null> {
  if (memory.seriesIds.size > seriesKept) {
    memory.seriesIds.clear();
    memory.seriesIndex = createSeriesIndex();
  }
  try {
    await ensureMonths(client, memory.months, batch.events);
    await client.query('BEGIN');
    const position = await lockPosition(client, memory.fence);
    const isIn = batch.seq <= position.seq;
    const committed = isIn ? null : await writeBatch(client, memory, batch, position.commit + 1);
    await client.query('COMMIT');
    return committed;
  } catch (error) {
    memory.months.clear();
    memory.seriesIds.clear();
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
