import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logFolderEnv } from '../../../infra/servers/log-folder.ts';

test('the disk of the log is known where the log is ours, and only there', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vonglau-log-folder-'));
  chmodSync(dataDir, 0o755);
  try {
    expect(logFolderEnv(dataDir, {})).toEqual({ EVENTS_DIR: join(dataDir, 'servers/nats') });
    expect(logFolderEnv(dataDir, { NATS_URL: 'nats://elsewhere:4222' })).toEqual({});
  } finally {
    rmSync(dataDir, { recursive: true });
  }
});
