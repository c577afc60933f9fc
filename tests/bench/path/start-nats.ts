import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServers } from '../../../infra/servers/start-servers.ts';
import { cacheFolder } from '../../../infra/setup/folders.ts';

/** A NATS of our own and nothing beside it. */
export async function startNats(signal: AbortSignal) {
  const dataDir = await mkdtemp(join(tmpdir(), 'vonglau-bench-nats-'));
  await chmod(dataDir, 0o755);
  // What is named is not started, and nobody asks for these two here.
  const env = { DATABASE_URL: 'none', REDIS_URL: 'none' };
  const cacheDir = cacheFolder(process.env);
  const servers = await startServers({ dataDir, cacheDir, env, report: () => undefined, signal });
  return {
    url: servers.natsUrl,
    stop: async (): Promise<void> => {
      await servers.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
