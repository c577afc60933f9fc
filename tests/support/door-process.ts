import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect } from '@nats-io/transport-node';
import type { ActJudge } from '#shared/access/act-commands.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { keepCommandKey } from '#shared/service/command-key.ts';
import { natsAddress } from '#shared/service/nats-address.ts';
import { ensureStreams, streamsEnv } from '#shared/service/streams.ts';
import { decodeFrame } from '#shared/wire/frame-bytes.ts';
import type { AssetRow, SenderKey } from '#shared/wire/registry.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import type { WorldClock } from '#shared/wire/world.ts';
import { randomCity } from './database.ts';
import type { PostAnswer } from './open-test-door.ts';
import { aKey, someAssets, tokenOf } from './test-registry.ts';
import { waitFor } from './wait-for.ts';

const mib = 2 ** 20;

/** The door's real process with a city of its own on a real NATS; the registry is whatever the test publishes. */
export async function setUpDoor(
  natsUrl: string,
  bounds: { eventsMaxBytes?: number; env?: Readonly<Record<string, string>> } = {},
) {
  const city = randomCity();
  const subjects = subjectsOf(city);
  const streams = streamsEnv.parse({
    EVENTS_MAX_BYTES: bounds.eventsMaxBytes ?? 64 * mib,
    QUARANTINE_MAX_BYTES: 4 * mib,
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'vonglau-door-'));
  const nats = await connect({ ...natsAddress(natsUrl), maxReconnectAttempts: -1, reconnectTimeWait: 100 });
  const jsm = await jetstreamManager(nats);
  await ensureStreams(jsm, subjects, streams);
  const bucket = await new Kvm(nats).open(subjects.registryBucket);
  const publish = {
    keys: (keys: readonly SenderKey[]) => bucket.put('keys', JSON.stringify(keys)),
    assets: (assets: readonly AssetRow[]) => bucket.put('assets', JSON.stringify(assets)),
    worlds: (worlds: readonly WorldClock[]) => bucket.put('worlds', JSON.stringify(worlds)),
  };
  // No office runs here: whatever the door asks it to judge and to note is allowed, and kept for the test.
  const judged: ActJudge[] = [];
  nats.subscribe(subjects.command('office', 'act.judge'), {
    callback: (error, message) => {
      if (error) return;
      judged.push(message.json<{ body: ActJudge }>().body);
      message.respond(JSON.stringify({ ok: true, value: {} }));
    },
  });
  await publish.keys([aKey('aaaaaaaa')]);
  await publish.assets(someAssets);
  await publish.worlds([]);

  const output: string[] = [];
  let child: ChildProcess | undefined;
  let url = '';
  const env = {
    NATS_URL: natsUrl,
    VONGLAU_CITY: city,
    VONGLAU_DATA: dataDir,
    EVENTS_MAX_BYTES: String(streams.EVENTS_MAX_BYTES),
    QUARANTINE_MAX_BYTES: String(streams.QUARANTINE_MAX_BYTES),
    LOG_LEVEL: 'debug',
    ...bounds.env,
  };

  const start = async (): Promise<void> => {
    const door = spawn(process.execPath, ['ingest/main.ts'], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    child = door;
    door.stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    const ready = once(door, 'message') as Promise<[{ port: number }]>;
    const exited = once(door, 'exit').then(() =>
      Promise.reject(new Error(`the door did not start: ${output.join('')}`)),
    );
    const [{ port }] = await Promise.race([ready, exited]);
    url = `http://127.0.0.1:${port}`;
    await waitFor('the door to be ready', isReady);
  };
  const isReady = async (): Promise<boolean> => (await fetch(`${url}/readyz`)).ok;
  /** Ends the process; the exit code, null when a signal ended it. */
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const gone = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await gone)[0];
  };
  await start();

  return {
    ...{ city, subjects, nats, jsm, dataDir, env, publish, start, end, isReady, judged },
    /** What commands to this door are signed with. */
    commandKey: keepCommandKey(dataDir),
    url: () => url,
    pid: () => child?.pid ?? 0,
    /** The header of a key that may send everything. */
    key: { authorization: `Bearer ${tokenOf('aaaaaaaa')}` },
    output: () => output.join(''),
    post: async (body: unknown, headers: Record<string, string> = {}) => {
      const response = await fetch(`${url}/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tokenOf('aaaaaaaa')}`, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as PostAnswer };
    },
    /** Every event in the log, in its order. */
    stored: async (): Promise<AcceptedEvent[]> => {
      const { state } = await jsm.streams.info(subjects.eventsStream);
      const events: AcceptedEvent[] = [];
      for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
        const message = await jsm.direct.getMessage(subjects.eventsStream, { seq });
        if (message) events.push(...(JSON.parse(decodeFrame(message.data)) as AcceptedEvent[]));
      }
      return events;
    },
    close: async (): Promise<void> => {
      await end('SIGTERM');
      for (const stream of [subjects.eventsStream, subjects.quarantineStream, `KV_${subjects.registryBucket}`]) {
        await jsm.streams.delete(stream);
      }
      await nats.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
