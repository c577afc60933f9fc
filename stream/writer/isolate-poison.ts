import type { ClientBase } from 'pg';
import { addToMinutes } from '#shared/kpi/roll-up.ts';
import type { Batch } from './commit-batch.ts';
import { insertEvents } from './insert-events.ts';
import type { LoggedEvent, Poison } from './logged-event.ts';

/**
 * Finds the events the database (or their own measuring) cannot take, by trying each alone in a transaction that is
 * rolled back, and returns the batch with those set apart. Slow, and only used after a batch failed by its data.
 */
export async function isolatePoison(client: ClientBase, batch: Batch): Promise<Batch> {
  const events: LoggedEvent[] = [];
  const poison: Poison[] = [...batch.poison];
  await client.query('BEGIN');
  for (const logged of batch.events) {
    await client.query('SAVEPOINT alone');
    try {
      addToMinutes(new Map(), logged.event);
      await insertEvents(client, [logged]);
      events.push(logged);
    } catch (error) {
      const { event } = logged;
      const detail = `cannot be stored: ${(error as { code?: string }).code ?? (error as Error).name}`;
      poison.push({ ...logged, world: event.world, source: event.source, id: event.id, detail, event });
    }
    await client.query('ROLLBACK TO SAVEPOINT alone');
  }
  await client.query('ROLLBACK');
  return { ...batch, events, poison };
}
