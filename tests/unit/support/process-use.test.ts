import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { cpuSecondsOf, openHandlesOf, processTree, pssMibOf, residentBytes } from '../../support/process-use.ts';
import { waitFor } from '../../support/wait-for.ts';

const child = spawn('sh', ['-c', 'sleep 60 & sleep 60; true']);
afterEach(() => child.kill('SIGKILL'));

it('a process is measured with its children, and one that is gone takes nothing', async () => {
  const pid = child.pid ?? 0;
  await waitFor('the shell to have its children', () => processTree(pid).length === 3);
  expect(processTree(process.pid)).toEqual(expect.arrayContaining(processTree(pid)));
  expect(pssMibOf(pid)).toBeGreaterThan(0);
  expect(residentBytes(process.pid)).toBeGreaterThan(2 ** 20);
  expect(cpuSecondsOf(process.pid)).toBeGreaterThan(0);
  expect(openHandlesOf(pid)).toBeGreaterThanOrEqual(3);

  const sleeping = processTree(pid).slice(1);
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  for (const one of sleeping) process.kill(one, 'SIGKILL');
  await gone;
  expect([pssMibOf(pid), residentBytes(pid), cpuSecondsOf(pid), openHandlesOf(pid)]).toEqual([0, 0, 0, undefined]);
});
