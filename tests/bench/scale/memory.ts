import { setTimeout as sleep } from 'node:timers/promises';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { pushProtocol } from '#shared/wire/push.ts';
import { buildDisplay } from '../../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import type { ProcessName, System } from '../../support/system.ts';
import { awaitResult } from '../await-result.ts';
import type { SendJob, SendResult } from '../bench-system.ts';
import type { Figures, Measurement } from '../measurement.ts';
import { cpuSecondsOf, pssMibOf } from '../../support/process-use.ts';
import { serverNames, startWatchedSystem, type WatchedSystem } from './watched-system.ts';

const processes = ['office', 'writer', 'live', 'duty', 'ingest', 'display'] as const satisfies ProcessName[];
const screens = 100;
const idleS = 60;
const ratePerS = 5_000;
const loadS = 40;
const rampS = 10;
const lateS = 2;

/**
 * Memory (PSS) and CPU (share of one core) of each of our processes and of the servers apart, with 100 screens connected:
 * in a quiet minute, and at 5,000 events/s.
 */
export const memory: Measurement = {
  name: 'memory',
  about: 'memory (PSS) and CPU of every process, idle and at 5,000 events/s, 100 screens connected',
  minutes: 3,
  run: async ({ say, signal }) => {
    await buildDisplay(PROJECT_DIR, signal);
    const watched = await startWatchedSystem(processes);
    let sockets: WebSocket[] = [];
    try {
      const token = await watched.createKey();
      sockets = await openScreens(watched.system);
      say(`  ${screens} screens connected; a quiet minute`);
      await sleep(5_000, undefined, { signal });
      const idle = await observe(watched, idleS, signal);
      say(`  ours ${idle.get('ours')?.pssMb ?? 0} MB; now ${ratePerS} events/s`);
      const startMs = Date.now() + 2_000;
      const sending = send(watched, { token, startMs, signal });
      await sleep(startMs + rampS * 1_000 - Date.now(), undefined, { signal });
      const loaded = await observe(watched, loadS - rampS - 5, signal);
      const { accepted, seconds } = await sending;
      if (accepted !== ratePerS * loadS) throw new Error(`${accepted} of ${ratePerS * loadS} events were accepted`);
      const lost = sockets.filter(({ readyState }) => readyState !== WebSocket.OPEN).length;
      if (lost > 0) throw new Error(`${lost} of ${screens} screens were cut`);
      if (seconds > loadS + lateS) {
        say(
          `  ${ratePerS} events/s took ${Math.round(seconds)} s instead of ${loadS}: not kept up, so no figures of it`,
        );
        return toFigures(idle, 'idle');
      }
      return { ...toFigures(idle, 'idle'), ...toFigures(loaded, 'at_5000') };
    } finally {
      for (const socket of sockets) socket.terminate();
      await watched.stop();
    }
  },
};

type Observed = { readonly pssMb: number; readonly cpuShare: number };

/** Mean CPU over the time and memory at its end, by name; `ours` and `servers` are sums. */
async function observe(watched: WatchedSystem, seconds: number, signal: AbortSignal): Promise<Map<string, Observed>> {
  const pids = (): [name: string, pid: number][] => [
    ...processes.map((name): [string, number] => [name, watched.system.pidOf(name) ?? 0]),
    ...serverNames.map((name): [string, number] => [name, watched.serverPid(name)]),
  ];
  const before = new Map(pids().map(([name, pid]) => [name, { pid, cpuS: cpuSecondsOf(pid) }]));
  const startMs = performance.now();
  await sleep(seconds * 1_000, undefined, { signal });
  const tookS = (performance.now() - startMs) / 1_000;
  const observed = new Map<string, Observed>();
  for (const [name, pid] of pids()) {
    const first = before.get(name);
    if (first?.pid !== pid) throw new Error(`${name} was started again while it was measured`);
    observed.set(name, { pssMb: Math.round(pssMibOf(pid)), cpuShare: (cpuSecondsOf(pid) - first.cpuS) / tookS });
  }
  const sum = (names: readonly string[]): Observed => ({
    pssMb: names.reduce((total, name) => total + (observed.get(name)?.pssMb ?? 0), 0),
    cpuShare: names.reduce((total, name) => total + (observed.get(name)?.cpuShare ?? 0), 0),
  });
  return observed.set('ours', sum(processes)).set('servers', sum(serverNames));
}

/** `pss_idle_mb` is the sum of ours, `pss_idle_mb_<name>` one process; `cpu_idle_share_<name>` in the same way. */
function toFigures(observed: ReadonlyMap<string, Observed>, when: 'idle' | 'at_5000'): Figures {
  const figures: Record<string, number> = {};
  for (const [name, { pssMb, cpuShare }] of observed) {
    const suffix = name === 'ours' ? '' : `_${name}`;
    figures[`pss_${when}_mb${suffix}`] = pssMb;
    figures[`cpu_${when}_share${suffix}`] = Math.round(cpuShare * 10_000) / 10_000;
  }
  return figures;
}

/** Through the display, as screens come. */
async function openScreens({ publicUrl, wallToken }: System): Promise<WebSocket[]> {
  const headers = { authorization: `Bearer ${wallToken}` };
  return Promise.all(
    Array.from({ length: screens }, async () => {
      const socket = new WebSocket(`${publicUrl.replace('http', 'ws')}/live?world=live&hz=5`, pushProtocol, {
        headers,
      });
      await once(socket, 'open');
      socket.on('error', () => undefined);
      return socket;
    }),
  );
}

/** Runs the generator, a process of its own, to its end. */
async function send(
  { system, packDir }: WatchedSystem,
  { token, startMs, signal }: { token: string; startMs: number; signal: AbortSignal },
): Promise<SendResult> {
  const job: SendJob = {
    ...{ mode: 'open', url: system.ingestUrl, token, packDir, run: 'memory', startMs },
    ...{ ratePerS, events: ratePerS * loadS, batch: 100, connections: 4 },
  };
  const child = fork(join(import.meta.dirname, '../send.ts'), [JSON.stringify(job)]);
  return awaitResult<SendResult>('the generator', child, signal);
}
