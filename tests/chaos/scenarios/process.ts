import { spawnSync } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import type { ProcessName } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { City } from '../harness/city.ts';
import type { Scenario } from '../scenario.ts';

const all = ['ingest', 'writer', 'live', 'office'] as const satisfies readonly ProcessName[];

/** Our own processes: asked to stop, held up, out of memory, out of handles. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F46',
    title: 'processes are asked to stop under load',
    required: 'Each finishes what it has, ends within 20 s, and senders that try again meet no error.',
    run: async (chaos) => {
      const city = await chaos.startCity({ ratePerS: 800, senders: 8 });
      await city.load.flows();
      for (let round = 0; round < chaos.upTo(1, 6); round += 1) {
        for (const name of all) {
          await sleep(chaos.random.int(100, 600));
          const askedMs = performance.now();
          const broken = city.load.broken();
          await chaos.inject(`SIGTERM of ${name}`, () => ended(city, name, 'SIGTERM'));
          const tookMs = performance.now() - askedMs;
          chaos.demand(tookMs < 20_000, `${name} took ${String(Math.round(tookMs))} ms to end`);
          await chaos.recovers('events were taken again', city.load.flows());
          if (name === 'ingest')
            chaos.note(
              `the door ended in ${String(Math.round(tookMs))} ms; ${String(city.load.broken() - broken)} requests met nobody`,
            );
        }
      }
      chaos.demand(!city.system.logText().includes('cannot go on'), 'a process that was asked to stop crashed');
    },
  },
  {
    id: 'F47',
    title: 'a process is held up, out of memory, out of handles',
    required: 'Nothing is half acknowledged; what ends is started again, what is held up goes on, and nothing is lost.',
    run: async (chaos) => {
      const preload = `--import=${join(PROJECT_DIR, 'tests/support/faults/fail-on-signal.ts')}`;
      const city = await chaos.startCity({ env: { NODE_OPTIONS: `${preload} --max-old-space-size=256` } });
      await city.load.flows();
      for (const name of ['ingest', 'writer', 'live'] as const) {
        await chaos.inject(`the event loop of ${name} stands still for 5 s`, () => {
          city.system.signal(name, 'SIGUSR2');
        });
        await sleep(500);
        await chaos.recovers('events were taken', city.load.flows());
        await chaos.recovers('counts caught up', city.caughtUp());
      }
      await runOutOfHandles(city, chaos.inject);
      await chaos.recovers('events were taken', city.load.flows());
      for (const name of ['ingest', 'writer', 'live'] as const) {
        await chaos.inject(`${name} leaks until it may not take any more memory`, () => ended(city, name, 'SIGHUP'));
        await chaos.recovers('events were taken', city.load.flows());
        await chaos.recovers('counts caught up', city.caughtUp());
      }
    },
  },
];

/** Sends a process a signal, and waits until it has ended and another is in its place. */
async function ended(city: City, name: ProcessName, signal: NodeJS.Signals): Promise<void> {
  const pid = city.system.pidOf(name);
  city.system.signal(name, signal);
  await waitFor(`${name} to end`, () => city.system.pidOf(name) !== pid, 30_000);
}

/** Leaves the door fewer handles than it needs while 200 more connections come. */
async function runOutOfHandles(
  city: City,
  inject: (what: string, harm: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const pid = city.system.pidOf('ingest') ?? 0;
  const { port } = new URL(city.system.ingestUrl);
  const sockets: Socket[] = [];
  await inject('the door has no handle left for another connection', async () => {
    limitOf(pid, 'nofile', '64:');
    for (let at = 0; at < 200; at += 1) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined);
      sockets.push(socket);
    }
    await sleep(3_000);
    for (const socket of sockets) socket.destroy();
    limitOf(pid, 'nofile', '20000:');
  });
}

/** Sets the soft limit of a running process (`1:` leaves the hard one as it is). */
function limitOf(pid: number, what: 'nofile', limit: string): void {
  const { status, stderr } = spawnSync('prlimit', [`--pid=${String(pid)}`, `--${what}=${limit}`], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`prlimit: ${stderr}`);
}
