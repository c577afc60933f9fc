import type { ClientBase } from 'pg';
import { addToMinutes, listDeltas, mergeDelta, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import type { Batch, Committed, WriterMemory } from './batch.ts';
import { insertEvents } from './insert-events.ts';
import { insertFindings } from './insert-findings.ts';
import { measureEvents } from './measure-events.ts';
import { movePosition } from './position.ts';
import { rollUpBatch } from './roll-up-batch.ts';
import { sortEvents } from './sort-events.ts';
import { tallyReceipts } from './tally-receipts.ts';
import { withdrawEvents } from './withdraw-events.ts';

/** Writes a batch within the caller's transaction. What it needs to know of the past it asks the database. */
export async function writeBatch(
  client: ClientBase,
  memory: WriterMemory,
  batch: Batch,
  commit: number,
): Promise<Committed> {
  const sorted = await sortEvents(client, batch.events, memory.lookBackMs);
  // The database takes the rows in while they are measured here.
  const [inserted, measured] = await Promise.allSettled([
    insertEvents(client, sorted.fresh),
    measureEvents(memory.seriesIndex, sorted.fresh),
  ]);
  if (measured.status === 'rejected') throw measured.reason;
  if (inserted.status === 'rejected') throw inserted.reason;
  const { arrivedWithdrawn, takenBack, findings } = await withdrawEvents(client, sorted.fresh);
  const added =
    arrivedWithdrawn.size === 0
      ? measured.value
      : await measureEvents(
          memory.seriesIndex,
          sorted.fresh.filter(({ key }) => !arrivedWithdrawn.has(key)),
        );
  const withdrawn: RollUpDeltas = new Map();
  for (const event of takenBack) addToMinutes(withdrawn, memory.seriesIndex, event, -1);
  for (const delta of listDeltas(withdrawn)) mergeDelta(added, delta);

  const rows = await rollUpBatch(client, memory, added, withdrawn);
  const setApart = [...batch.findings, ...sorted.closed];
  await insertFindings(client, [...setApart, ...findings, ...sorted.conflicts]);
  await tallyReceipts(client, sorted, setApart);
  await movePosition(client, batch.seq, commit);
  const { fresh, repeats, conflicts } = sorted;
  return {
    ...{ commit, seq: batch.seq, rows },
    ...{ fresh: fresh.length, repeats: repeats.length, conflicts: conflicts.length },
  };
}
