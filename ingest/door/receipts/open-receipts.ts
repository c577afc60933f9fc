import type { IncomingMessage } from 'node:http';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Log } from '#shared/service/log.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { backoffMs, sleep } from '#shared/service/retry.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import type { Door } from '../door.ts';
import type { Answer } from '../http/answer.ts';
import type { QuarantineStore } from '../quarantine/quarantine-store.ts';
import type { CommandGate } from '../rights/judge-act.ts';
import { createAskWriter } from './ask-writer.ts';
import { createNoteRefused, type NoteRefused } from './note-refused.ts';
import { createReceiptsDesk } from './receive-receipts.ts';
import { serveReceiptsCommand } from './receipts-command.ts';
import { openRefusalCounts } from './refusal-counts.ts';
import { createRefusedIds } from './refused-ids.ts';

export type Receipts = {
  readonly noteRefused: NoteRefused;
  /** Answers `GET /v1/receipts`. */
  readonly deskOf: (door: Door) => (request: IncomingMessage) => Promise<Answer>;
  readonly stop: () => void;
};

export type ReceiptsConfig = { readonly dir: string; readonly timeZone: string };

type ReceiptsNeeds = {
  readonly nats: NatsConnection;
  readonly subjects: Subjects;
  readonly quarantine: QuarantineStore;
  readonly gate: CommandGate;
};

/** Opens the counts of refusals in `dir`, and answers what became of what was sent. */
export function openReceipts(
  { dir, timeZone }: ReceiptsConfig,
  { nats, subjects, quarantine, gate }: ReceiptsNeeds,
  { now, log }: { now: () => number; log: Log },
): Receipts {
  const calendar = civilCalendar(timeZone);
  const refusals = openRefusalCounts({ dir, dayOf: calendar.dayOf, now, log });
  const refusedIds = createRefusedIds();
  const stopping = new AbortController();
  void recall();
  async function recall(): Promise<void> {
    for (let attempt = 0; !stopping.signal.aborted; attempt += 1) {
      try {
        for await (const { events } of quarantine.read()) events.forEach(refusedIds.noteKept);
        return;
      } catch (error) {
        log.warn({ err: error }, 'ids refused before this start are not known yet: quarantine could not be read');
        await sleep(backoffMs(attempt, 250, 30_000), stopping.signal);
      }
    }
  }
  const ask = createAskWriter(nats, subjects.receipts);
  const sources = { ask, refusals, refusedIds, timeZone, calendar };
  const command = serveReceiptsCommand(nats, subjects, { sources, now, gate });
  return {
    noteRefused: createNoteRefused(refusals, refusedIds, now),
    deskOf: (door) => createReceiptsDesk(door, sources),
    stop: () => {
      stopping.abort();
      command.unsubscribe();
      refusals.stop();
    },
  };
}
