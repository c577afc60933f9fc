import { createDoorClient } from '../../ingest/senders/door-client.ts';
import { makeEvent, readAssets } from './make-events.ts';

/*
 * The load generator, a process of its own: `full` sends batches as fast as they are answered (for the sustainable rate),
 * `open` sends each event when it is due whether or not earlier ones were answered (for latency without omission).
 */

type Job = {
  readonly mode: 'full' | 'open';
  readonly url: string;
  readonly token: string;
  readonly packDir: string;
  readonly run: string;
  readonly events: number;
  readonly ratePerS: number;
  readonly batch: number;
  readonly connections: number;
};

const job = JSON.parse(process.argv[2] ?? '{}') as Job;
const assets = readAssets(job.packDir);
const never = new AbortController().signal;
const doors = Array.from({ length: job.connections }, () => createDoorClient(job.url, job.token));
let next = 0;
let accepted = 0;

const startMs = Date.now() + 100;
if (job.mode === 'full') {
  await Promise.all(
    doors.map(async (door) => {
      while (next < job.events) {
        const from = next;
        next = Math.min(job.events, from + job.batch);
        const nowMs = Date.now();
        const events = Array.from({ length: next - from }, (_, at) => makeEvent(assets, job.run, from + at, nowMs));
        const sent = await door.send(events, never);
        accepted += sent.accepted;
      }
    }),
  );
} else {
  const sends: Promise<void>[] = [];
  for (let turn = 0; next < job.events; turn += 1) {
    const due = Math.min(job.events, Math.floor(((Date.now() - startMs) / 1_000) * job.ratePerS));
    for (; next < due;) {
      const from = next;
      next = Math.min(due, from + job.batch);
      const events = Array.from({ length: next - from }, (_, at) =>
        makeEvent(assets, job.run, from + at, startMs + ((from + at) * 1_000) / job.ratePerS),
      );
      const door = doors[turn % doors.length];
      sends.push(
        (async () => {
          const sent = await door?.send(events, never);
          accepted += sent?.accepted ?? 0;
        })(),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(sends);
}
for (const door of doors) door.close();
process.send?.({ accepted, seconds: (Date.now() - startMs) / 1_000 });
process.disconnect();
