import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createWarningReader } from './child-lines.ts';
import { PROJECT_DIR } from '../folders.ts';
import { giveWay } from './give-way.ts';
import { keepAlive, type KeptProcess } from './keep-alive.ts';
import type { Report } from '../report.ts';
import { openRotatingLog } from './rotating-log.ts';
import { watchLiveness } from './watch-liveness.ts';

/** One of our processes, or a feeder: a TypeScript entry (path in the project) and its arguments. */
export type ChildSpec = {
  name: string;
  entry: string;
  args?: string[];
  kind: 'service' | 'feeder';
  /** Its own private port, on which it says that it lives; without one only its end is noticed. */
  healthPort?: number;
};

/** What a process says when it works; the office may add what is shown once at the end of the start. */
export type ReadyMessage = { ready: true; detail?: string; firstPassword?: string; wallToken?: string };

export type SupervisorOptions = {
  dataDir: string;
  env: NodeJS.ProcessEnv;
  report: Report;
};

/** The processes in the order they start; they stop in `STOP_ORDER`. */
export const SERVICES: ChildSpec[] = [
  { name: 'office', entry: 'stream/office/main.ts', kind: 'service' },
  { name: 'writer', entry: 'stream/writer/main.ts', kind: 'service' },
  { name: 'live', entry: 'stream/live/main.ts', kind: 'service' },
  { name: 'duty', entry: 'stream/duty/main.ts', kind: 'service' },
  { name: 'ingest', entry: 'ingest/main.ts', kind: 'service' },
  { name: 'display', entry: 'display/server.ts', kind: 'service' },
];

/** Intake first, then what digests it, then what shows it: nothing accepted is left without its reader. */
const STOP_ORDER = ['ingest', 'writer', 'live', 'duty', 'office', 'display'];

/** Starts one child and keeps it alive; a service is ready when it says so, a feeder as soon as it runs. */
export function superviseChild(spec: ChildSpec, options: SupervisorOptions): KeptProcess<ReadyMessage> {
  const log = openRotatingLog(join(options.dataDir, 'logs', `${spec.name}.log`));
  const readWarnings = createWarningReader(spec.name, options.report, () => performance.now());
  return keepAlive<ReadyMessage>({
    name: spec.name,
    launch: () => {
      const child = spawn(process.execPath, [spec.entry, ...(spec.args ?? [])], {
        cwd: PROJECT_DIR,
        env: { ...options.env, ...healthEnv(spec), VONGLAU_PROCESS: spec.name },
        // Its own process group: Ctrl-C reaches the supervisor alone, which stops everything in order.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      giveWay(spec.name, child);
      for (const output of [child.stdout, child.stderr]) {
        output?.on('data', (chunk: Buffer) => {
          log.write(chunk);
          readWarnings(chunk);
        });
      }
      watchLife(child, spec, options.report);
      return child;
    },
    waitReady: spec.kind === 'feeder' ? () => Promise.resolve({ ready: true }) : waitForReadyMessage,
    mayFinish: spec.kind === 'feeder',
    // A feeder holds nothing that could be lost: it goes on from what was accepted.
    graceMs: spec.kind === 'feeder' ? 5_000 : 20_000,
    firstReadyMs: 60_000,
    report: options.report,
  });
}

/** Stops feeders, then the services in their order; each gets 20 s. */
export async function stopInOrder(
  children: { kind: ChildSpec['kind']; process: KeptProcess<ReadyMessage> }[],
): Promise<void> {
  const feeders = children.filter(({ kind }) => kind === 'feeder');
  await Promise.all(feeders.map(({ process }) => process.stop()));
  for (const name of STOP_ORDER) {
    await children.find(({ process }) => process.name === name)?.process.stop();
  }
}

function healthEnv({ healthPort }: ChildSpec): Readonly<Record<string, string>> {
  // Asked on this host, by this very program too: an address from outside would have a live one ended.
  return healthPort === undefined ? {} : { HEALTH_PORT: String(healthPort), HEALTH_HOST: '127.0.0.1' };
}

function watchLife(child: ChildProcess, { name, healthPort }: ChildSpec, report: Report): void {
  if (healthPort === undefined) return;
  watchLiveness(child, {
    url: `http://127.0.0.1:${healthPort}/livez`,
    onDead: () => {
      report({ text: `${name} runs and does not answer any more: it is ended and started again`, level: 'warning' });
      child.kill('SIGKILL');
    },
  });
}

function waitForReadyMessage(child: ChildProcess, ended: AbortSignal): Promise<ReadyMessage> {
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && 'ready' in message) resolve(message as ReadyMessage);
    });
    ended.addEventListener(
      'abort',
      () => {
        reject(new Error('ended before it was ready'));
      },
      { once: true },
    );
  });
}
