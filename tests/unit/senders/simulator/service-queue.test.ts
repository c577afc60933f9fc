import { describe, expect, it } from 'vitest';
import { createAgenda } from '../../../../ingest/senders/simulator/engine/agenda.ts';
import { createRandom } from '../../../../ingest/senders/simulator/engine/random.ts';
import {
  createServiceQueue,
  type QueueHooks,
  type ServiceQueue,
} from '../../../../ingest/senders/simulator/engine/service-queue.ts';

const quiet = { called: () => undefined, served: () => undefined, left: () => undefined };

/** Poisson arrivals and exponential services: mean wait of those who were called, in milliseconds. */
function simulateMmc(servers: number, meanBetweenMs: number, meanServiceMs: number, customers: number): number {
  const agenda = createAgenda();
  const random = createRandom(`mmc ${servers}`);
  const arrivals = random.fork('arrivals');
  let waitedMs = 0;
  let called = 0;
  const queue = createServiceQueue<number>(agenda, {
    ...quiet,
    serviceMs: () => random.exponential(meanServiceMs),
    called: (_item, _server, waitMs) => {
      waitedMs += waitMs;
      called += 1;
    },
  });
  queue.setServers(servers);
  let left = customers;
  const arrive = (): void => {
    queue.join(left, Infinity);
    left -= 1;
    if (left > 0) agenda.at(agenda.nowMs() + arrivals.exponential(meanBetweenMs), arrive);
  };
  agenda.at(0, arrive);
  agenda.runUntil(Number.MAX_SAFE_INTEGER);
  expect(called).toBe(customers);
  return waitedMs / called;
}

/** Erlang C: the mean wait in M/M/c. */
function mmcWaitMs(servers: number, meanBetweenMs: number, meanServiceMs: number): number {
  const load = meanServiceMs / meanBetweenMs;
  let term = 1;
  let sum = 0;
  for (let busy = 0; busy < servers; busy += 1) {
    sum += term;
    term *= load / (busy + 1);
  }
  const waits = (term * servers) / (servers - load);
  return (waits / (sum + waits)) * (meanServiceMs / (servers - load));
}

describe('service queue', () => {
  it.each([
    [1, 100_000, 70_000],
    [3, 100_000, 240_000],
    [8, 60_000, 340_000],
  ])('waits as theory says in M/M/%i', (servers, betweenMs, serviceMs) => {
    const mean = simulateMmc(servers, betweenMs, serviceMs, 100_000);
    const theory = mmcWaitMs(servers, betweenMs, serviceMs);
    expect(mean / theory).toBeGreaterThan(0.92);
    expect(mean / theory).toBeLessThan(1.08);
  });

  /** A queue whose services last ten seconds, and what happened in it. */
  function watched(): { queue: ServiceQueue<string>; runUntil: (timeMs: number) => void; happened: string[] } {
    const agenda = createAgenda();
    const happened: string[] = [];
    const note = (text: string): number => happened.push(`${agenda.nowMs()} ${text}`);
    const hooks: QueueHooks<string> = {
      serviceMs: () => 10_000,
      called: (item, server, waitMs) => note(`${item} called to ${server} after ${waitMs}`),
      served: (item) => note(`${item} served`),
      left: (item, waitMs, why) => note(`${item} left after ${waitMs}, ${why}`),
      opened: (server) => note(`${server} opened`),
      closed: (server, openMs) => note(`${server} closed after ${openMs}`),
    };
    return {
      queue: createServiceQueue<string>(agenda, hooks),
      happened,
      runUntil: (timeMs) => agenda.runUntil(timeMs),
    };
  }

  it('serves in the order of arrival, and lets go whoever has no patience left', () => {
    const { queue, runUntil, happened } = watched();
    queue.setServers(1);
    for (const [item, patienceMs] of [['a', 1], ['b', 4_000], ['c', 60_000], ['d', Infinity]] as const) {
      queue.join(item, patienceMs);
    } // prettier-ignore
    expect(queue.waiting()).toBe(3);
    runUntil(100_000);
    expect(happened).toEqual([
      ...['0 1 opened', '0 a called to 1 after 0', '4000 b left after 4000, patience', '10000 a served'],
      ...['10000 c called to 1 after 10000', '20000 c served', '20000 d called to 1 after 20000', '30000 d served'],
    ]);
  });

  it('closes a busy server only when it has done its work, and opens it again', () => {
    const { queue, runUntil, happened } = watched();
    queue.setServers(2);
    queue.join('a', Infinity);
    queue.setServers(0);
    queue.join('b', Infinity);
    runUntil(15_000);
    expect([queue.servers(), queue.waiting()]).toEqual([0, 1]);
    queue.setServers(1);
    runUntil(40_000);
    queue.join('c', Infinity);
    queue.join('d', Infinity);
    queue.sendAway();
    expect(happened).toEqual([
      ...['0 1 opened', '0 2 opened', '0 a called to 1 after 0', '0 2 closed after 0'],
      ...['10000 a served', '10000 1 closed after 10000', '15000 1 opened', '15000 b called to 1 after 15000'],
      ...['25000 b served', '40000 c called to 1 after 0', '40000 d left after 0, sent_away'],
    ]);
  });

  it('loses nobody, whatever opens, closes and is sent away', () => {
    const agenda = createAgenda();
    const random = createRandom('loses nobody');
    const open = new Set<number>();
    const beingServed = new Set<number>();
    let met = 0;
    const queue = createServiceQueue<number>(agenda, {
      serviceMs: () => random.exponential(300_000),
      called: (item) => {
        expect(open.delete(item)).toBe(true);
        beingServed.add(item);
      },
      served: (item) => {
        expect(beingServed.delete(item)).toBe(true);
        met += 1;
      },
      left: (item) => {
        expect(open.delete(item)).toBe(true);
        met += 1;
      },
    });
    const people = 5_000;
    for (let item = 0; item < people; item += 1) {
      agenda.at(random.int(360_000_000), () => {
        open.add(item);
        queue.join(item, random.exponential(900_000));
        expect(queue.waiting()).toBe(open.size);
        expect(queue.busy()).toBe(beingServed.size);
        if (random.chance(0.02)) queue.setServers(random.int(6));
        if (random.chance(0.002)) queue.sendAway();
      });
    }
    agenda.runUntil(Number.MAX_SAFE_INTEGER);
    expect(met + open.size + beingServed.size).toBe(people);
    expect(beingServed.size).toBe(0);
    expect(open.size).toBe(0);
  });
});
