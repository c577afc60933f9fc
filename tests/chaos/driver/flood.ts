import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { claim, idOf, type Run } from './claim.ts';
import { openPost } from './post.ts';

/*
 * A sender without manners, in a process of its own: so many events a second whatever it is answered, at once again with
 * what was not taken. Its argument is a Flood as JSON; it tells its parent a Flooded.
 */

export type Flood = {
  readonly doorUrl: string;
  /** Its keys, in turn for its connections. */
  readonly tokens: readonly string[];
  readonly run: Run;
  readonly ledgerFile: string;
  readonly ratePerS: number;
  /** Events of one request. */
  readonly batch: number;
  readonly connections: number;
  readonly seconds: number;
};

export type Flooded = {
  readonly claimed: number;
  readonly accepted: number;
  readonly offered: number;
  readonly answers: Readonly<Record<string, number>>;
  readonly withoutRetryAfter: number;
};

const flood = JSON.parse(process.argv[2] ?? '{}') as Flood;
const { run, batch } = flood;
const answers: Record<string, number> = {};
const total = { claimed: 0, accepted: 0, offered: 0, withoutRetryAfter: 0 };
const intervalMs = (batch * flood.connections * 1_000) / flood.ratePerS;
const endMs = performance.now() + flood.seconds * 1_000;

await Promise.all(
  Array.from({ length: flood.connections }, async (_, at) => {
    // Evenly: all at once would be a burst every few seconds, and calm in between.
    await sleep((intervalMs * at) / flood.connections);
    await runConnection(flood.tokens[at % flood.tokens.length] ?? '');
  }),
);
process.send?.({ ...total, answers } satisfies Flooded);
process.disconnect();

async function runConnection(token: string): Promise<void> {
  const door = openPost(flood.doorUrl, token);
  let left: number[] = [];
  let events: object[] = [];
  for (
    let dueMs = performance.now();
    performance.now() < endMs;
    dueMs = Math.max(dueMs + intervalMs, performance.now() - 500)
  ) {
    await sleep(Math.max(0, dueMs - performance.now()));
    // What was not taken goes again, filled up with new: a request that shrank would offer less than was promised.
    while (left.length < batch) {
      left.push(total.claimed);
      events.push(claim(run, total.claimed));
      total.claimed += 1;
    }
    total.offered += left.length;
    const answer = await door.post(events).catch(() => undefined);
    const status = String(answer?.status ?? 'none');
    answers[status] = (answers[status] ?? 0) + 1;
    if (!answer) continue;
    if ([429, 503].includes(answer.status) && answer.retryAfterS === null) total.withoutRetryAfter += 1;
    const accepted = new Set(answer.items.flatMap(({ id, verdict }) => (verdict === 'accepted' && id ? [id] : [])));
    if (accepted.size === 0) continue;
    appendFileSync(flood.ledgerFile, [...accepted].map((id) => `${id}\n`).join(''), { flush: true });
    total.accepted += accepted.size;
    left = left.filter((n) => !accepted.has(idOf(run, n)));
    events = left.map((n) => claim(run, n));
  }
  door.close();
}
