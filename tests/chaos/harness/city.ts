import { randomBytes } from 'node:crypto';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type pg from 'pg';
import { openFaultProxy } from '../../support/fault-proxy.ts';
import type { OwnServer, ServerName } from '../../support/own-server.ts';
import { startSystem, type SystemOptions } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { Run } from '../driver/claim.ts';
import type { Flood, Flooded } from '../driver/flood.ts';
import { readLedger } from '../driver/ledger.ts';
import { startLoad, type Load } from '../driver/load.ts';
import { openPost } from '../driver/post.ts';
import { openChaosScreen, type ChaosScreen } from '../oracle/chaos-screen.ts';
import { compareScreens } from '../oracle/compare-screens.ts';
import { contentsOf, readDatabase } from '../oracle/gather-evidence.ts';
import { judge, type Evidence, type Judgement } from '../oracle/judge.ts';
import { connectTo, createMigratedDatabase } from './site.ts';

export type CityOptions = Pick<SystemOptions, 'env' | 'envOf' | 'processes'> & {
  /** Servers other than the run's. */
  readonly servers?: Partial<Readonly<Record<ServerName, OwnServer>>>;
  /** Events per second of the load that starts at once (400), from so many devices (4); 0 starts none. */
  readonly ratePerS?: number;
  readonly senders?: number;
  /** Screens that look on throughout (2). */
  readonly screens?: number;
  /** No links between: for load that one process could not pass on. */
  readonly isDirect?: boolean;
  /** Fewer accepted events than this make the test void (300). */
  readonly leastAcked?: number;
};

export type LoadSettings = { readonly ratePerS: number; readonly senders: number; readonly name?: string };

export type FloodSettings = Omit<Flood, 'doorUrl' | 'run' | 'ledgerFile'> & { readonly name: string };

export type City = Awaited<ReturnType<typeof startCity>>;

const assets: Run['assets'] = {
  kiosk: numbered(12, (n) => `K${String(n).padStart(3, '0')}`),
  parking: numbered(8, (n) => `B${String(n).padStart(3, '0')}`),
  point: ['P00004', 'P00008', 'P00025', 'P00070', 'P00082', 'P00103'],
};
const source = 'urn:chaos';
const hourMs = 3_600_000;

/** Our processes on given servers by way of links that can be harmed, with load and screens. */
export async function startCity(
  seed: string,
  runServers: Readonly<Record<ServerName, Pick<OwnServer, 'url'>>>,
  options: CityOptions = {},
) {
  const opened = new AsyncDisposableStack();
  try {
    return await openCity(opened, seed, { ...runServers, ...options.servers }, options);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

/** What it opens is closed by disposing of `opened`, whether or not it succeeds. */
async function openCity(
  opened: AsyncDisposableStack,
  seed: string,
  servers: Readonly<Record<ServerName, Pick<OwnServer, 'url'>>>,
  options: CityOptions,
) {
  const folder = await mkdtemp(join(tmpdir(), 'vonglau-ledger-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const openLink = async (url: string) => opened.adopt(await openFaultProxy(url), (link) => link.close());
  const databaseUrl = await createMigratedDatabase(servers.postgres.url);
  const links = {
    nats: await openLink(servers.nats.url),
    postgres: await openLink(databaseUrl),
    redis: await openLink(servers.redis.url),
  };
  const throughLinks = {
    ...{ NATS_URL: links.nats.url, DATABASE_URL: links.postgres.url, REDIS_URL: links.redis.url },
  };
  const system = await startSystem({
    ...{
      natsUrl: servers.nats.url,
      databaseUrl,
      redisUrl: servers.redis.url,
      city: `chaos${randomBytes(4).toString('hex')}`,
    },
    ...(options.processes && { processes: options.processes }),
    ...(options.envOf && { envOf: options.envOf }),
    env: { LOG_LEVEL: 'warn', ...(options.isDirect === true ? {} : throughLinks), ...options.env },
  });
  opened.defer(() => system.stop());
  const door = await openLink(system.ingestUrl);
  const live = await openLink(system.liveUrl.replace('ws:', 'http:'));
  const liveUrl = options.isDirect === true ? system.liveUrl : live.url.replace('http:', 'ws:');
  const doorUrl = options.isDirect === true ? system.ingestUrl : door.url;
  const token = await system.createKey({
    ...{ source, world: 'live', kinds: ['kiosk', 'ticket', 'parking'], assets: ['*'], ratePerS: 1_000_000 },
  });
  const jsm = await jetstreamManager(system.nats, { checkAPI: false });
  const loads: Load[] = [];
  const floods: { readonly run: Run; readonly ledgerFile: string; readonly claimed: () => number }[] = [];
  const screens: ChaosScreen[] = [];
  const newRun = (name: string): { readonly run: Run; readonly ledgerFile: string } => ({
    run: { seed, source: `${source}:${name}`, startMs: Date.now() - 2 * hourMs, assets },
    ledgerFile: join(folder, `${name}.ledger`),
  });
  const startLoadOf = ({ ratePerS, senders, name = String(loads.length) }: LoadSettings): Load => {
    const { run, ledgerFile } = newRun(name);
    const load = startLoad({ doorUrl, token, run, ledgerFile, ratePerS, senders, repeatOneIn: 20 });
    loads.push(load);
    return load;
  };
  const openScreen = (hz = 10): ChaosScreen => openChaosScreen(liveUrl, system.wallToken, hz);
  for (let at = 0; at < (options.screens ?? 2); at += 1) screens.push(openScreen());
  const { ratePerS = 400, senders = 4 } = options;
  const first = ratePerS > 0 ? startLoadOf({ ratePerS, senders }) : undefined;
  const watched = { jsm, stream: system.subjects.eventsStream, databaseUrl };

  return {
    ...{ system, databaseUrl, token, doorUrl, liveUrl, jsm, screens, loads },
    links: { ...links, door, live },
    /** The load that started with the city. */
    get load(): Load {
      if (!first) throw new Error('this city was started without a load');
      return first;
    },
    startLoad: startLoadOf,
    /** A key of one sender's own, with its rate. */
    createFloodKey: (name: string, keyRatePerS: number): Promise<string> =>
      system.createKey({
        ...{ source: `${source}:${name}`, world: 'live', kinds: ['kiosk', 'ticket', 'parking'], assets: ['*'] },
        ratePerS: keyRatePerS,
      }),
    /** A sender without manners, until its seconds are over; what it got accepted is judged too. */
    startFlood: async ({ name, ...settings }: FloodSettings): Promise<Flooded> => {
      const { run, ledgerFile } = newRun(name);
      closeSync(openSync(ledgerFile, 'a'));
      const flood: Flood = { doorUrl, run, ledgerFile, ...settings };
      const child = fork(join(import.meta.dirname, '../driver/flood.ts'), [JSON.stringify(flood)]);
      const [flooded] = (await once(child, 'message')) as [Flooded];
      floods.push({ run, ledgerFile, claimed: () => flooded.claimed });
      return flooded;
    },
    openScreen,
    /** A connection to the database that no link can harm. */
    connect: (): Promise<pg.Client> => connectTo(databaseUrl),
    caughtUp: (withinMs?: number): Promise<void> => untilCaughtUp(watched, withinMs),
    /** Ends the load, waits until everything has settled, and asks the oracle. */
    judge: async ({ settleMs = 20_000 } = {}): Promise<Judgement & Pick<Evidence, 'freshMs'>> => {
      await Promise.all(loads.map((load) => load.stop()));
      await untilCaughtUp(watched);
      const freshMs = screens.length === 0 ? 0 : await timeFreshEvent({ doorUrl, token, screens });
      await untilCaughtUp(watched);
      const client = await connectTo(databaseUrl);
      const sent = [...loads, ...floods];
      const sources = sent.map(({ run }) => run.source);
      const evidence: Evidence = {
        ...(await readDatabase(client, sources).finally(() => client.end())),
        claimed: new Map(sent.flatMap(({ run, claimed }) => [...contentsOf(run, claimed())])),
        acked: new Set(sent.flatMap(({ ledgerFile }) => [...readLedger(ledgerFile)])),
        screens: await compareWithFresh(screens, openScreen, settleMs),
        freshMs,
        leastAcked: options.leastAcked ?? 300,
      };
      const judgement = judge(evidence);
      return { ...judgement, freshMs, faults: [...judgement.faults, ...loads.flatMap(({ faults }) => faults())] };
    },
    close: async (): Promise<void> => {
      await Promise.all(loads.map((load) => load.stop(0)));
      for (const screen of screens) screen.close();
      for (const link of [...Object.values(links), door, live]) await link.mend();
      const left = [system.subjects.eventsStream, system.subjects.quarantineStream];
      await Promise.allSettled(left.map((stream) => jsm.streams.delete(stream)));
      await opened.disposeAsync();
    },
  };
}

type Watched = { readonly jsm: JetStreamManager; readonly stream: string; readonly databaseUrl: string };

/** Waits until the writer has committed everything that is in the log at this moment; servers may still be starting. */
async function untilCaughtUp({ jsm, stream, databaseUrl }: Watched, withinMs = 90_000): Promise<void> {
  let lastSeq: number | undefined;
  let client: pg.Client | undefined;
  const isCaughtUp = async (): Promise<boolean> => {
    try {
      lastSeq ??= (await jsm.streams.info(stream)).state.last_seq;
      client ??= await connectTo(databaseUrl);
      const { rows } = await client.query<{ seq: number }>('SELECT seq FROM writer_position');
      if ((rows[0]?.seq ?? 0) >= lastSeq) return true;
    } catch {
      void client?.end().catch(() => undefined);
      client = undefined;
    }
    await sleep(100);
    return false;
  };
  try {
    await waitFor('the writer to catch up', isCaughtUp, withinMs);
  } finally {
    void client?.end().catch(() => undefined);
  }
}

type Fresh = { readonly doorUrl: string; readonly token: string; readonly screens: readonly ChaosScreen[] };

/** Sends one event of this moment, and waits until every screen shows it; null when one never does. */
async function timeFreshEvent({ doorUrl, token, screens }: Fresh): Promise<number | null> {
  const door = openPost(doorUrl, token);
  const time = new Date().toISOString();
  const event = {
    specversion: '1.0',
    id: `fresh-${String(Date.now())}`,
    source: `${source}:fresh`,
    type: 'kiosk.heartbeat',
    time,
  };
  const begunMs = performance.now();
  const isShown = ({ state }: ChaosScreen): boolean => state.assets.get('K001')?.fields.heartbeat?.time === time;
  try {
    await waitFor('the door to take a fresh event', async () => {
      const answer = await door
        .post([{ ...event, asset: 'K001', data: { healthy: true, coversS: 1 } }])
        .catch(() => null);
      if (answer?.status !== 202) await sleep(100);
      return answer?.status === 202;
    });
    await waitFor('a fresh event on every screen', () => screens.every(isShown));
    return performance.now() - begunMs;
  } catch {
    return null;
  } finally {
    door.close();
  }
}

/** Holds what each screen folded against what the server tells a new one; waits a little for them to meet. */
async function compareWithFresh(
  screens: readonly ChaosScreen[],
  open: () => ChaosScreen,
  settleMs: number,
): Promise<Evidence['screens']> {
  if (screens.length === 0) return [];
  const truth = open();
  const isWhole = (): boolean =>
    truth.state.positions.state !== undefined && truth.state.positions.counts !== undefined;
  const compare = (): Evidence['screens'] =>
    screens.map(({ state }, at) => ({
      name: `screen ${String(at + 1)}`,
      differences: compareScreens(state, truth.state),
    }));
  try {
    await waitFor('a new screen to be told everything', isWhole);
    const isAgreed = (): boolean => compare().every(({ differences }) => differences.length === 0);
    await waitFor('screens to agree', isAgreed, settleMs).catch(() => undefined);
    return compare();
  } finally {
    truth.close();
  }
}

function numbered(count: number, name: (n: number) => string): string[] {
  return Array.from({ length: count }, (_, at) => name(at + 1));
}
