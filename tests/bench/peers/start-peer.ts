import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../../infra/setup/free-port.ts';
import { waitFor } from '../../support/wait-for.ts';
import { nodeRedFlow, nodeRedSettings } from './node-red-flow.ts';

/** Another program doing the same work, for the same generator and the same screens. */
export type Peer = {
  readonly eventsUrl: string;
  readonly screensUrl: string;
  readonly stop: () => Promise<void>;
};

/** Starts Node-RED from its folder with the flow of the bench. */
export async function startNodeRed(folder: string): Promise<Peer> {
  const userDir = await mkdtemp(join(tmpdir(), 'vonglau-node-red-'));
  const port = await findFreePort();
  await writeFile(join(userDir, 'settings.js'), nodeRedSettings(port));
  await writeFile(join(userDir, 'flows.json'), JSON.stringify(nodeRedFlow));
  await writeFile(join(userDir, 'package.json'), '{"name":"bench","private":true}');
  const child = spawn(process.execPath, [join(folder, 'node_modules/node-red/red.js'), '--userDir', userDir], {
    cwd: userDir,
    env: { PATH: '/usr/bin:/bin', HOME: userDir },
    stdio: 'ignore',
  });
  return ready('Node-RED', child, port, () => rm(userDir, { recursive: true, force: true }));
}

/** Starts the service that writes one row per transaction, into tables of its own in the database at `databaseUrl`. */
export async function startRowWriter(databaseUrl: string): Promise<Peer> {
  const port = await findFreePort();
  const child = fork(join(import.meta.dirname, '../row-writer.ts'), [JSON.stringify({ databaseUrl, port })]);
  return ready('the row writer', child, port, () => Promise.resolve());
}

async function ready(what: string, child: ChildProcess, port: number, clean: () => Promise<void>): Promise<Peer> {
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
    await clean();
  };
  const eventsUrl = `http://127.0.0.1:${port}`;
  try {
    await waitFor(`${what} to answer`, async () => {
      if (child.exitCode !== null) throw new Error(`${what} ended as it started`);
      const answer = await fetch(`${eventsUrl}/v1/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '[]',
      }).catch(() => undefined);
      return answer?.status === 202;
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { eventsUrl, screensUrl: `ws://127.0.0.1:${port}/live`, stop };
}
