import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { superviseChild } from '../../../infra/setup/process/supervisor.ts';

test('a child serves its health on this host, whatever the environment says: here it is asked', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vonglau-supervisor-'));
  const entry = join(dataDir, 'child.mjs');
  writeFileSync(
    entry,
    `process.send({ ready: true, detail: process.env.HEALTH_HOST + ':' + process.env.HEALTH_PORT });
     process.on('SIGTERM', () => process.exit(0));
     setInterval(() => {}, 1000);`,
  );
  const child = superviseChild(
    { name: 'office', entry, kind: 'service', healthPort: 1 },
    { dataDir, env: { ...process.env, HEALTH_HOST: '10.1.2.3' }, report: () => undefined },
  );
  try {
    expect((await child.ready).detail).toBe('127.0.0.1:1');
  } finally {
    await child.stop();
    rmSync(dataDir, { recursive: true });
  }
});
