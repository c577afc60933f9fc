import type { ClientBase } from 'pg';
import { copyRows } from './copy-rows.ts';
import type { LoggedEvent } from './logged-event.ts';

/** More than a batch can hold. */
const batchMost = 2 ** 20;

/** Writes fresh events and their identities; the caller has made sure they are fresh. */
export async function insertEvents(client: ClientBase, events: readonly LoggedEvent[]): Promise<void> {
  const ordered = inKeyOrder(events);
  // Read from hexadecimal all at once: one by one it took as long as the rest of the row.
  const uuids = Buffer.from(ordered.map(({ key, hash }) => key + hash).join(''), 'hex');
  let at = 0;
  await copyRows(client, 'identities (key, time, hash, seq, idx)', ordered, (to, { event, seq, idx }) => {
    to.columns(5);
    to.uuid(uuids, at);
    to.timestamptz(Date.parse(event.time));
    to.uuid(uuids, at + 16);
    to.int8(seq);
    to.int4(idx);
    at += 32;
  });
  await copyRows(
    client,
    'events (world, source, id, type, time, received, unit, asset, sequence, seq, idx, data)',
    events,
    (to, { event, seq, idx }) => {
      to.columns(12);
      to.text(event.world);
      to.text(event.source);
      to.text(event.id);
      to.text(event.type);
      to.timestamptz(Date.parse(event.time));
      to.timestamptz(Date.parse(event.receivedtime));
      to.text(event.unit);
      to.text(event.asset);
      if (event.sequence === undefined) to.null();
      else to.int8(event.sequence);
      to.int8(seq);
      to.int4(idx);
      to.text(JSON.stringify(event.data));
    },
  );
}

/** By the first 32 bits of their keys: near enough to the index's order that each of its pages is visited once. */
function inKeyOrder(events: readonly LoggedEvent[]): LoggedEvent[] {
  // Prefix and place in one number, because numbers sort many times faster than objects.
  const order = Float64Array.from(
    events,
    ({ key }, at) => Number.parseInt(key.slice(0, 8), 16) * batchMost + at,
  ).sort();
  return Array.from(order, (number) => events[number % batchMost]).filter((event) => event !== undefined);
}
