import { MeasuringError } from '#shared/kpi/roll-up.ts';
import type { ClientBase } from 'pg';
import type { Batch, WriterMemory } from './batch.ts';
import { isDataError } from './database-link.ts';
import { ensureMonths } from './ensure-months.ts';
import { findingOf, type Finding, type LoggedEvent } from './logged-event.ts';
import { lockPosition } from './position.ts';
import { writeBatch } from './write-batch.ts';

/** Whether an error speaks of the events themselves, so that trying them again cannot help. */
export function isPoisonous(error: unknown): boolean {
  return isDataError(error) || error instanceof MeasuringError;
}

/**
 * Finds the events that cannot be counted, and returns the batch with those set apart: halves that fail are halved again,
 * each written the whole way within a transaction that is rolled back at the end.
 */
export async function isolatePoison(client: ClientBase, memory: WriterMemory, batch: Batch): Promise<Batch> {
  const good: LoggedEvent[] = [];
  const poison: Finding[] = [];
  const sift = async (events: readonly LoggedEvent[]): Promise<void> => {
    await client.query('SAVEPOINT sift');
    try {
      await ensureMonths(client, new Set(), events);
      await writeBatch(client, memory, { seq: batch.seq, events, findings: [] }, 0);
      await client.query('RELEASE SAVEPOINT sift');
      good.push(...events);
    } catch (error) {
      if (!isPoisonous(error)) throw error;
      await client.query('ROLLBACK TO SAVEPOINT sift');
      memory.seriesIds.clear();
      const half = Math.ceil(events.length / 2);
      const [first] = events;
      if (!first) throw error;
      if (events.length === 1) poison.push(findingOf(first, 'poison', `cannot be counted: ${nameOf(error)}`));
      else {
        await sift(events.slice(0, half));
        await sift(events.slice(half));
      }
    }
  };
  try {
    await client.query('BEGIN');
    await lockPosition(client, memory.fence);
    await sift(batch.events);
    await client.query('ROLLBACK');
  } finally {
    memory.seriesIds.clear();
  }
  return { seq: batch.seq, events: good, findings: [...batch.findings, ...poison] };
}

function nameOf(error: unknown): string {
  return (error as { code?: string }).code ?? (error as Error).name;
}
