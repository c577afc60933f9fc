import type { NatsConnection } from '@nats-io/transport-node';
import type { CountRow, CountsMessage } from '#shared/wire/counts.ts';
import type { Committed } from './batch.ts';

// A row is some 120 bytes of JSON, 600 with the longest names; parts stay under NATS's default payload limit of 1 MiB.
const rowsPerPart = 1_500;

/** Publishes the rows a commit changed. A lost message costs its readers one read of the database, nothing else. */
export function publishCounts(nats: NatsConnection, subject: string, committed: Committed): void {
  for (const message of toMessages(committed)) nats.publish(subject, JSON.stringify(message));
}

/** Cuts a commit's rows into messages; a commit without rows is one empty message, so that readers see no gap. */
export function toMessages({ commit, seq, rows }: Pick<Committed, 'commit' | 'seq' | 'rows'>): CountsMessage[] {
  const parts: { world: string; rows: CountRow[] }[][] = [[]];
  let room = rowsPerPart;
  for (const [world, list] of rows) {
    for (let at = 0; at < list.length;) {
      if (room === 0) {
        parts.push([]);
        room = rowsPerPart;
      }
      const some = list.slice(at, at + room);
      parts.at(-1)?.push({ world, rows: some });
      at += some.length;
      room -= some.length;
    }
  }
  return parts.map((worlds, part) => ({ commit, seq, part, parts: parts.length, worlds }));
}
