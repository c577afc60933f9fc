import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { waitFor } from '../../support/wait-for.ts';

const supervisor = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['tests/support/idle-service.ts'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true });
  child.on('message', () => process.stdout.write(String(child.pid)));
`;

it('ends when its supervisor is killed, though nobody reads its log any more', async () => {
  const parent = spawn(process.execPath, ['-e', supervisor], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  await waitFor('the service to end', () => !isAlive(pid), 5_000);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
