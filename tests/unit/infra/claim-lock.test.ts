import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const claimer = `
import { claimLock } from '${join(process.cwd(), 'infra/setup/process/process-identity.ts')}';
const [folder, startMs] = process.argv.slice(2);
for (let round = 0; round < 40; round += 1) {
  while (Date.now() < Number(startMs) + round * 25);
  if (claimLock(folder + '/' + round)) process.stdout.write(round + '\\n');
}
setTimeout(() => process.exit(0), 500);
`;

test('of several that find the lock of a dead process at once, one gets it', { timeout: 30_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vonglau-lock-'));
  for (let round = 0; round < 40; round += 1) writeFileSync(join(folder, String(round)), '{"pid":1,"startTicks":"x"}');
  writeFileSync(join(folder, 'claim.mts'), claimer);
  const startMs = Date.now() + 1_500;
  const claimed: string[] = [];
  await Promise.all(
    [1, 2, 3, 4].map(async () => {
      const child = spawn(process.execPath, [join(folder, 'claim.mts'), folder, String(startMs)], {
        cwd: process.cwd(),
      });
      child.stdout.on('data', (chunk: Buffer) => claimed.push(...chunk.toString().trim().split('\n')));
      child.stderr.pipe(process.stderr);
      await once(child, 'close');
    }),
  );
  rmSync(folder, { recursive: true, force: true });
  expect(claimed.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, round) => round));
});
