import { setTimeout as sleep } from 'node:timers/promises';
import { buildDisplay } from '../../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { createDoorClient, type DoorClient } from '../../../ingest/senders/door-client.ts';
import type { ProcessName } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { Figures, Measurement } from '../measurement.ts';
import { median } from '../quantiles.ts';
import { openReturningScreen } from './returning-screen.ts';
import { serverNames, startWatchedSystem, type ServerName, type WatchedSystem } from './watched-system.ts';

const processes = ['ingest', 'writer', 'live', 'duty', 'office', 'display'] as const satisfies ProcessName[];
const rounds = 3;
const sendEveryMs = 100;
const patienceMs = 120_000;

/**
 * Seconds from SIGKILL until an event sent afterwards is on a screen both as state and in the city's count; `recovery_s_<name>`
 * is the median of some kills. The screen comes through the display. No screen waits for duty: that it has judged an event sent
 * afterwards is demanded besides. After each, all that was accepted must be counted, once.
 */
export const recovery: Measurement = {
  name: 'recovery',
  about: 'seconds from killing each process and server until a fresh event is on a screen again',
  minutes: 6,
  run: async ({ say, signal }) => {
    await buildDisplay(PROJECT_DIR, signal);
    const watched = await startWatchedSystem(['office', 'writer', 'live', 'duty', 'ingest', 'display']);
    const feed = await openFeed(watched);
    try {
      await waitFor('the first events on the screen', () => feed.screen.count() > 0);
      const seconds = new Map<string, number[]>();
      for (let round = 1; round <= rounds; round += 1) {
        for (const name of [...processes, ...serverNames]) {
          signal.throwIfAborted();
          const took = await killAndWait(watched, feed, name);
          seconds.set(name, [...(seconds.get(name) ?? []), took]);
        }
        say(`  round ${round}: ${[...seconds].map(([name, list]) => `${name} ${list.at(-1) ?? ''} s`).join(', ')}`);
      }
      return toFigures(seconds);
    } finally {
      feed.close();
      await watched.stop();
    }
  },
};

async function killAndWait(
  watched: WatchedSystem,
  feed: Feed,
  name: (typeof processes)[number] | ServerName,
): Promise<number> {
  await feed.pause();
  await waitFor(`all to be on the screen before ${name} is killed`, () => feed.isSettled(), patienceMs);
  const before = feed.screen.count();
  const headSeq = await watched.lastSeq();
  const isServer = (serverNames as readonly string[]).includes(name);
  const pid = isServer ? watched.serverPid(name as ServerName) : watched.system.pidOf(name as ProcessName);
  if (pid === undefined) throw new Error(`${name} is not running`);
  const startMs = performance.now();
  const killedMs = Date.now();
  process.kill(pid, 'SIGKILL');
  feed.resume();
  await waitFor(
    `an event on the screen after ${name} was killed`,
    () => feed.screen.seenMs() > killedMs && feed.screen.count() > before,
    patienceMs,
  );
  if (name === 'duty') {
    await waitFor('duty to judge again', async () => (await watched.judgedSeq()) > headSeq, patienceMs);
  }
  const tookS = Math.round(performance.now() - startMs) / 1_000;
  // What falls over a little later is seen here.
  await sleep(2_000);
  return tookS;
}

type Feed = Awaited<ReturnType<typeof openFeed>>;

/** One event every tenth of a second from one site, each sent until it is accepted, and the screen that shows them. */
async function openFeed(watched: WatchedSystem) {
  const { system } = watched;
  const door: DoorClient = createDoorClient(system.ingestUrl, await watched.createKey());
  const screen = openReturningScreen(`${system.publicUrl.replace('http', 'ws')}/live`, system.wallToken, {
    ...{ asset: 'B001', metric: 'parking.paid_vnd' },
  });
  const ending = new AbortController();
  const open = new Set<Promise<void>>();
  let accepted = 0;
  let n = 0;
  let isSending = true;

  const sendOne = async (): Promise<void> => {
    const id = `r-${(n += 1)}`;
    const data = { paymentId: id, method: 'tag', amountVnd: 10_000 };
    const time = new Date().toISOString();
    const event = { specversion: '1.0', id, source: 'urn:bench', type: 'parking.paid', time, asset: 'B001', data };
    const sent = await door.send([event], ending.signal);
    accepted += sent.accepted;
  };
  const timer = setInterval(() => {
    if (!isSending) return;
    const sending = sendOne()
      .catch(() => undefined)
      .finally(() => open.delete(sending));
    open.add(sending);
  }, sendEveryMs);
  return {
    screen,
    /** Whether the screen counts just what was accepted. */
    isSettled: (): boolean => accepted > 0 && screen.count() === accepted,
    resume: (): void => {
      isSending = true;
    },
    /** Sends no more, and waits until what was sent is accepted. */
    async pause(): Promise<void> {
      isSending = false;
      await Promise.all(open);
    },
    close: (): void => {
      clearInterval(timer);
      ending.abort();
      door.close();
      screen.close();
    },
  };
}

function toFigures(seconds: ReadonlyMap<string, readonly number[]>): Figures {
  return Object.fromEntries(
    [...seconds].flatMap(([name, list]) => [
      [`recovery_s_${name}`, median(list)],
      [`recovery_worst_s_${name}`, Math.max(...list)],
    ]),
  );
}
