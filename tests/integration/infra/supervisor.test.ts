import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopInOrder, superviseChild, type ChildSpec } from '../../../infra/setup/process/supervisor.ts';
import { waitFor } from '../../support/wait-for.ts';

const SERVICE = `
process.on('SIGTERM', () => process.exit(0));
process.send({ ready: true, detail: process.env.VONGLAU_PROCESS });
setInterval(() => {}, 1000);
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vonglau-supervisor-'));
  await writeFile(join(folder, 'service.mjs'), SERVICE);
  await writeFile(join(folder, 'feeder.mjs'), '');
  await writeFile(join(folder, 'crash.mjs'), 'process.exit(3)');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function supervise(
  name: string,
  file: string,
  kind: ChildSpec['kind'],
  notes: string[],
): ReturnType<typeof superviseChild> {
  const report = ({ text }: { text: string }): void => void notes.push(text);
  return superviseChild({ name, entry: join(folder, file), kind }, { dataDir: folder, env: {}, report });
}

test('a killed process is shown and comes back; stopping it is final', async () => {
  const notes: string[] = [];
  const child = supervise('live', 'service.mjs', 'service', notes);
  expect(await child.ready).toEqual({ ready: true, detail: 'live' });
  const killed = child.pid();
  expect(killed).toBeDefined();
  if (killed) process.kill(killed, 'SIGKILL');
  await waitFor('another process', () => child.pid() !== undefined && child.pid() !== killed);
  expect(notes).toEqual(['live was ended by SIGKILL; starting it again in 0.25 s']);
  await child.stop();
  expect(child.pid()).toBeUndefined();
});

test('feeders stop first, then intake before what digests it', async () => {
  const stopped: string[] = [];
  const kept = (name: string) => ({
    name,
    ready: Promise.resolve({ ready: true as const }),
    pid: () => undefined,
    stop: () => {
      stopped.push(name);
      return Promise.resolve();
    },
  });
  const children = ['office', 'writer', 'live', 'ingest', 'display'].map((name) => ({
    kind: 'service' as const,
    process: kept(name),
  }));
  await stopInOrder([...children, { kind: 'feeder', process: kept('replay') }]);
  expect(stopped).toEqual(['replay', 'ingest', 'writer', 'live', 'office', 'display']);
});

test('a feeder that has finished is not started again', async () => {
  const notes: string[] = [];
  const child = supervise('replay', 'feeder.mjs', 'feeder', notes);
  await child.ready;
  await waitFor('the feeder to finish', () => child.pid() === undefined);
  await child.stop();
  expect(notes).toEqual([]);
});

test('a process that cannot start is tried again with growing delays', async () => {
  const notes: string[] = [];
  const child = supervise('office', 'crash.mjs', 'service', notes);
  child.ready.catch(() => undefined);
  await waitFor('two tries', () => notes.length >= 2);
  await child.stop();
  expect(notes.slice(0, 2)).toEqual([
    'office ended with code 3; starting it again in 0.25 s',
    'office ended with code 3; starting it again in 0.5 s',
  ]);
});
