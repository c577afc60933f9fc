import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadPack } from '#shared/locality/load-pack.ts';
import { readAddresses } from '#shared/service/addresses.ts';
import { sleep } from '#shared/service/retry.ts';
import { connectOffice } from '../connect-office.ts';
import { createDoorClient, type DoorClient } from '../door-client.ts';
import { keepClock } from '../keep-clock.ts';
import { openKeyedDoor } from '../keyed-door.ts';
import type { OfficeClient } from '../office-client.ts';
import { readStateFile, writeStateFile } from '../state-file.ts';
import { startWorldDriver } from '../world-driver.ts';
import { coversS, dueTurns, turnsUntil, type Turn } from './heartbeat-rounds.ts';

const world = 'sim:heartbeat';
const source = 'urn:vonglau:sim:heartbeat';
const turnEveryMs = 1_000;
const sayEveryMs = 60_000;

const stateSchema = z.strictObject({ token: z.string(), nextTurn: z.int().min(0) });

/** Sends the heartbeats of the placeholder kiosks until the signal aborts. Throws with one line when it cannot go on. */
export async function runHeartbeat(
  args: string[],
  env: NodeJS.ProcessEnv,
  out: NodeJS.WritableStream,
  signal: AbortSignal,
): Promise<void> {
  const { values } = parseArgs({ args, options: { city: { type: 'string' }, data: { type: 'string' } } });
  if (values.city === undefined || values.data === undefined) throw new Error('--city and --data are needed');
  const pack = loadPack(values.city);
  const kiosks = pack.kiosks.filter(({ placeholder }) => placeholder).map(({ code }) => code);
  if (kiosks.length === 0) throw new Error(`${values.city} has no placeholder kiosks`);
  const statePath = join(values.data, 'senders', 'heartbeat.json');
  const addresses = readAddresses(env);
  const { office, close } = await connectOffice(addresses, 'heartbeat', signal);
  const say = (line: string): void => {
    out.write(`${line}\n`);
  };
  // The world's clock is real time; it stops soon after this sender does.
  const clock = { world, startMs: Date.now(), speed: 1, saved: undefined, realNowMs: Date.now };
  const driver = await startWorldDriver(office, clock);
  const stopClock = keepClock(driver, { mayGoOn: () => true, onMoved: () => undefined, warn: say });
  try {
    await sendTurns(kiosks, { office, doorUrl: addresses.ingestUrl, statePath, signal, say });
  } finally {
    await stopClock();
    await close();
  }
}

type Sending = {
  office: OfficeClient;
  doorUrl: string;
  statePath: string;
  signal: AbortSignal;
  say: (line: string) => void;
};

async function sendTurns(
  kiosks: readonly string[],
  { office, doorUrl, statePath, signal, say }: Sending,
): Promise<void> {
  const saved = readStateFile(statePath, stateSchema);
  let token = saved?.token ?? '';
  const door: DoorClient = await openKeyedDoor({
    savedToken: saved?.token,
    openDoor: (newToken) => createDoorClient(doorUrl, newToken),
    createToken: async () => {
      ({ token } = await office.createKey({ source, world, kinds: ['kiosk'], assets: ['K*'], ratePerS: 1_000 }));
      return token;
    },
  });
  const firstTurn = saved?.nextTurn ?? 0;
  const startMs = performance.now();
  let nextTurn = firstTurn;
  let sent = 0;
  let saidMs = -Infinity;
  try {
    while (!signal.aborted) {
      const elapsedMs = performance.now() - startMs;
      const due = dueTurns(kiosks.length, firstTurn, elapsedMs);
      const turns = turnsUntil(kiosks, nextTurn, due);
      nextTurn = due;
      // Taken before it is sent: after a crash a number may be missing, which says what is true, but none is used twice.
      writeStateFile(statePath, { token, nextTurn });
      const nowMs = Date.now();
      const heartbeats = turns.map((turn) => toHeartbeat(turn, nowMs, coversS(elapsedMs)));
      sent += (await door.send(heartbeats, signal)).accepted;
      if (elapsedMs - saidMs >= sayEveryMs) {
        say(`${world}: ${String(kiosks.length)} kiosks, ${sent.toLocaleString('en')} heartbeats sent`);
        saidMs = elapsedMs;
      }
      await sleep(turnEveryMs, signal);
    }
  } finally {
    door.close();
  }
}

function toHeartbeat({ kiosk, sequence }: Turn, nowMs: number, covers: number): object {
  return {
    specversion: '1.0',
    id: `${kiosk}.${String(sequence)}`,
    source,
    type: 'kiosk.heartbeat',
    time: new Date(nowMs).toISOString(),
    asset: kiosk,
    sequence,
    data: { healthy: true, coversS: covers },
  };
}
