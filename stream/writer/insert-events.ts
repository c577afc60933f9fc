import type { ClientBase } from 'pg';
import { copyRows, copyText } from './copy-text.ts';
import type { LoggedEvent } from './logged-event.ts';

/** Writes fresh events and their identities; the caller has made sure they are fresh. */
export async function insertEvents(client: ClientBase, events: readonly LoggedEvent[]): Promise<void> {
  await copyRows(
    client,
    'COPY identities (key, time, hash, seq, idx) FROM STDIN',
    events,
    ({ key, event, hash, seq, idx }) => `${key}\t${event.time}\t${hash}\t${seq}\t${idx}`,
  );
  await copyRows(
    client,
    'COPY events (world, source, id, type, time, received, unit, asset, sequence, seq, idx, data) FROM STDIN',
    events,
    ({ event, seq, idx }) =>
      `${copyText(event.world)}\t${copyText(event.source)}\t${copyText(event.id)}\t${copyText(event.type)}\t${event.time}\t${event.receivedtime}\t${copyText(event.unit)}\t${copyText(event.asset)}\t${event.sequence ?? '\\N'}\t${seq}\t${idx}\t${copyText(JSON.stringify(event.data))}`,
  );
}
