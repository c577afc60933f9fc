import { createDoorClient, type DoorClient } from '../../ingest/senders/door-client.ts';
import type { SendJob, SendResult } from './bench-system.ts';
import { makeEvent, readAssets } from './make-events.ts';
import { quantile } from './quantiles.ts';

/*
 * The load generator, a process of its own: `full` sends batches as fast as they are answered (for the sustainable rate),
 * `open` sends each event when it is due whether or not earlier ones were answered (for latency without omission). An
 * answer's time counts from when the oldest event of its request was due.
 */

const job = JSON.parse(process.argv[2] ?? '{}') as SendJob;
const assets = readAssets(job.packDir);
const never = new AbortController().signal;
const doors = Array.from({ length: job.connections }, () => createDoorClient(job.url, job.token));
const startMs = job.startMs ?? Date.now() + 100;
const ackMs: number[] = [];
let next = 0;
let accepted = 0;
let refusal: string | undefined;

const send = async (door: DoorClient, from: number, to: number, dueAt: (n: number) => number): Promise<void> => {
  const events = Array.from({ length: to - from }, (_, at) => makeEvent(assets, job.run, from + at, dueAt(from + at)));
  const sent = await door.send(events, never);
  accepted += sent.accepted;
  refusal ??= [...sent.reasons.keys()][0];
  ackMs.push(Date.now() - dueAt(from));
};

// Who started this went away.
process.on('disconnect', () => process.exit());

await new Promise((resolve) => setTimeout(resolve, Math.max(0, startMs - Date.now())));
const before = process.cpuUsage();
await (job.mode === 'full' ? sendAll() : sendWhenDue());
const { user, system } = process.cpuUsage(before);
for (const door of doors) door.close();
ackMs.sort((a, b) => a - b);
const result: SendResult = {
  accepted,
  seconds: (Date.now() - startMs) / 1_000,
  ackP50Ms: quantile(ackMs, 0.5),
  ackP99Ms: quantile(ackMs, 0.99),
  ...(refusal !== undefined && { refusal }),
  cpuS: (user + system) / 1e6,
};
process.send?.(result);
process.disconnect();

async function sendAll(): Promise<void> {
  await Promise.all(
    doors.map(async (door) => {
      while (next < job.events) {
        const from = next;
        next = Math.min(job.events, from + job.batch);
        const nowMs = Date.now();
        await send(door, from, next, () => nowMs);
      }
    }),
  );
}

async function sendWhenDue(): Promise<void> {
  const sends: Promise<void>[] = [];
  const dueAt = (n: number): number => startMs + (n * 1_000) / job.ratePerS;
  for (let turn = 0; next < job.events;) {
    const due = Math.min(job.events, Math.floor(((Date.now() - startMs) / 1_000) * job.ratePerS));
    for (; next < due; turn += 1) {
      const from = next;
      next = Math.min(due, from + job.batch);
      const door = doors[turn % doors.length];
      if (door) sends.push(send(door, from, next, dueAt));
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(sends);
}
