import { join } from 'node:path';
import type { JetStreamManager } from '@nats-io/jetstream';
import { readFrame } from '#shared/events/read-frame.ts';
import { decodeFrame } from '#shared/wire/frame-bytes.ts';
import { toHead, type LogHead } from '#shared/service/follow-log.ts';
import type { Report } from '../setup/report.ts';
import { writeFrames, type StoredMessage } from './frames-file.ts';
import { backupFiles, type Manifest, type StreamPart } from './manifest.ts';
import { readMessages } from './read-messages.ts';

type Taking = { readonly jsm: JetStreamManager; readonly report: Report; readonly signal: AbortSignal };

/** The head of a stream now. */
export async function readHead(jsm: JetStreamManager, stream: string): Promise<LogHead> {
  return toHead(await jsm.streams.info(stream));
}

/**
 * The first frame a backup's tail must hold: everything that the dump has not counted, and everything that live has not
 * folded into the dump's newest checkpoint. A place in another log, or beyond this one's end, is none.
 */
export function firstFrame(
  head: LogHead,
  { stream, seq, checkpointSeq }: { stream: string; seq: number; checkpointSeq: number },
): number {
  const counted = stream === head.id && seq <= head.lastSeq ? seq : 0;
  const folded = checkpointSeq <= head.lastSeq ? checkpointSeq : 0;
  return Math.max(Math.min(counted, folded) + 1, head.firstSeq, 1);
}

/** Writes the log from `from` to its present end. */
export async function takeLog(
  folder: string,
  { head, stream, from, ...taking }: Taking & { head: LogHead; stream: string; from: number },
): Promise<Manifest['log']> {
  let events = 0;
  const part = await take(join(folder, backupFiles.log), { head, stream, from, ...taking }, ({ data }) => {
    events += readFrame(decodeFrame(data)).events.length;
  });
  return { ...part, events };
}

/** Writes all that is in quarantine, sealed as it is. */
export async function takeQuarantine(
  folder: string,
  { stream, ...taking }: Taking & { stream: string },
): Promise<StreamPart> {
  const head = await readHead(taking.jsm, stream);
  const from = Math.max(head.firstSeq, 1);
  return take(join(folder, backupFiles.quarantine), { head, stream, from, ...taking }, () => undefined);
}

async function take(
  path: string,
  { jsm, head, stream, from, report, signal }: Taking & { head: LogHead; stream: string; from: number },
  onMessage: (message: StoredMessage) => void,
): Promise<StreamPart> {
  const to = Math.max(head.lastSeq, from - 1);
  const missing: [number, number][] = [];
  let reached = from - 1;
  const noteMissing = (next: number): void => {
    if (next > reached + 1) missing.push([reached + 1, next - 1]);
    reached = next;
  };
  const messages = async function* (): AsyncGenerator<StoredMessage> {
    for await (const message of readMessages(jsm, { stream, from, to, signal })) {
      noteMissing(message.seq);
      onMessage(message);
      yield message;
      report({ text: 'messages', fraction: (message.seq - from + 1) / (to - from + 1) });
    }
  };
  const written = await writeFrames(path, messages());
  noteMissing(to + 1);
  return { stream, id: head.id, from, to, messages: written, missing };
}
