import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { giveWay } from '../../../infra/setup/process/give-way.ts';
import { waitFor } from '../../support/wait-for.ts';

/** Starts another in a session of its own, as PostgreSQL does for each connection, once it is told to. */
const parent = `
process.once('message', () => {
  const { pid } = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true });
  process.send(pid);
});
process.send('started');
`;
const started: number[] = [];

afterEach(() => {
  for (const pid of started.splice(0)) process.kill(pid, 'SIGKILL');
});

async function start(): Promise<ChildProcess & { pid: number }> {
  const child = spawn(process.execPath, ['-e', parent], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await once(child, 'message');
  started.push(child.pid as number);
  return child as ChildProcess & { pid: number };
}

const groupOf = (pid: number): string => readFileSync(`/proc/${pid}/autogroup`, 'utf8').trim().replace(/^\S+ /, '');

test('what gives way has less priority than what does not', async () => {
  const [writer, live] = [await start(), await start()];
  giveWay('writer', writer);
  giveWay('live', live);
  expect([getPriority(writer.pid), getPriority(live.pid)]).toEqual([10, 0]);
});

test.skipIf(!existsSync('/proc/self/autogroup'))(
  'it does so as a session too, and what it starts in other sessions (skipped where the kernel has no autogroups)',
  async () => {
    const postgres = await start();
    const own = groupOf(process.pid);
    giveWay('postgres', postgres);
    expect(groupOf(postgres.pid)).toBe('nice 10');
    const told = once(postgres, 'message') as Promise<[number]>;
    postgres.send('start another');
    const [pid] = await told;
    started.push(pid);
    await waitFor('its child to give way', () => groupOf(pid) === 'nice 10');
    expect(groupOf(process.pid)).toBe(own);
  },
);
