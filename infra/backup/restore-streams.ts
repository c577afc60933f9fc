import type { JetStreamManager } from '@nats-io/jetstream';
import { addBounded, declaredStreams, ensureStreams, type StreamsConfig } from '#shared/service/streams.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import type { Report } from '../setup/report.ts';
import { readFrames, type StoredMessage } from './frames-file.ts';
import type { StreamPart } from './manifest.ts';
import { readHead } from './take-streams.ts';

/** What the server has of a log: `same`: the very log of the backup; `other`: frames of another one. */
export type FoundLog = 'none' | 'empty' | 'same' | 'other';

/** Looks at the log that stands where a backup's is to go. */
export async function findLog(jsm: JetStreamManager, part: StreamPart, place: number): Promise<FoundLog> {
  const head = await readHead(jsm, part.stream).catch((error: unknown) => {
    if (error instanceof Error && /stream not found/.test(error.message)) return undefined;
    throw error;
  });
  if (!head) return 'none';
  // It is of use only if it still holds whatever the database has not counted.
  if (head.id === part.id && head.firstSeq <= place + 1 && head.lastSeq >= part.to) return 'same';
  return head.lastSeq === 0 ? 'empty' : 'other';
}

/** In the log so that every frame keeps its number where the log itself had lost one: a frame without events. */
const emptyFrame = new TextEncoder().encode('[]');

/**
 * Makes the log anew with the tail in it, each frame under the number it had: what the database says of places in the
 * log (its own, its events', its checkpoints') stays true. Returns the new log's id.
 */
export async function restoreLog(
  jsm: JetStreamManager,
  file: string,
  { part, subjects, config, report }: { part: StreamPart; subjects: Subjects; config: StreamsConfig; report: Report },
): Promise<string> {
  const declared = declaredStreams(subjects, config).find(({ name }) => name === part.stream);
  if (!declared) throw new Error(`the backup is of stream ${part.stream}, which this city does not have`);
  await deleteStream(jsm, part.stream);
  await addBounded(jsm, { ...declared, deny_purge: false });
  // Not `first_seq`: with that in its settings the server (2.10.27) empties the stream when it starts the next time.
  if (part.from > 1) await jsm.streams.purge(part.stream, { seq: part.from });
  const write = openWriter(jsm, { subjects, part, report });
  for await (const message of readFrames(file)) {
    await write.fillTo(message.seq - 1);
    await write.put(message.data);
  }
  await write.fillTo(part.to);
  await write.settle();
  await ensureStreams(jsm, subjects, config);
  const head = await readHead(jsm, part.stream);
  if (head.lastSeq !== part.to) throw new Error(`the log ends at ${head.lastSeq} instead of ${part.to}: start again`);
  return head.id;
}

const inFlightMost = 64;

/** Publishes frames under the numbers that come next, a few at a time, and checks the number each was stored as. */
function openWriter(
  jsm: JetStreamManager,
  { subjects, part, report }: { subjects: Subjects; part: StreamPart; report: Report },
) {
  const js = jsm.jetstream();
  let next = part.from;
  let inFlight: Promise<void>[] = [];
  const publish = async (data: Uint8Array, expected: number): Promise<void> => {
    // No message id: two frames that a sender's retry put far apart in time would meet within the window here.
    const { seq } = await js.publish(subjects.events, data, { timeout: 30_000 });
    if (seq !== expected)
      throw new Error(`frame ${expected} was stored as ${seq}: somebody else writes to ${part.stream}`);
  };
  const settle = async (): Promise<void> => {
    await Promise.all(inFlight);
    inFlight = [];
    report({ text: 'frames', fraction: (next - part.from) / (part.to - part.from + 1 || 1) });
  };
  const put = async (data: Uint8Array): Promise<void> => {
    const sent = publish(data, next++);
    // It is awaited with the others; until then its failure is nobody's surprise.
    sent.catch(() => undefined);
    inFlight.push(sent);
    if (inFlight.length >= inFlightMost) await settle();
  };
  const fillTo = async (seq: number): Promise<void> => {
    while (next <= seq) await put(emptyFrame);
  };
  return { put, fillTo, settle };
}

const quarantineKeptMs = 7 * 86_400_000;

/**
 * Makes quarantine anew with what was in it and is not past its keeping: what is there already, of a restore that was broken off
 * or of the city that is replaced, would be listed beside it. Returns how many messages.
 */
export async function restoreQuarantine(
  jsm: JetStreamManager,
  file: string,
  { subjects, nowMs }: { subjects: Subjects; nowMs: number },
): Promise<number> {
  const js = jsm.jetstream();
  await purgeStream(jsm, subjects.quarantineStream);
  let put = 0;
  for await (const { time, data } of readFrames(file) as AsyncIterable<StoredMessage>) {
    if (Date.parse(time) + quarantineKeptMs < nowMs) continue;
    await js.publish(subjects.quarantine, data, { expect: { streamName: subjects.quarantineStream } });
    put += 1;
  }
  return put;
}

async function purgeStream(jsm: JetStreamManager, stream: string): Promise<void> {
  const { purged } = await jsm.streams.purge(stream);
  const { state } = await jsm.streams.info(stream);
  if (state.messages > 0)
    throw new Error(`${stream} holds ${state.messages} after ${purged} were removed: start again`);
}

async function deleteStream(jsm: JetStreamManager, stream: string): Promise<void> {
  await jsm.streams.delete(stream).catch((error: unknown) => {
    if (!(error instanceof Error && /stream not found/.test(error.message))) throw error;
  });
}
