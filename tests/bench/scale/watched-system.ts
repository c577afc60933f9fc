import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { startServers } from '../../../infra/servers/start-servers.ts';
import { cacheFolder, PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { migrate, readMigrations } from '../../../infra/setup/migrate.ts';
import { deleteThrowawayFolder, makeThrowawayFolder } from '../../../infra/setup/throwaway-folder.ts';
import { startSystem, type ProcessName } from '../../support/system.ts';

/** The servers, by the names of their folders. */
export const serverNames = ['nats', 'postgres', 'redis'] as const;
export type ServerName = (typeof serverNames)[number];

export type WatchedSystem = Awaited<ReturnType<typeof startWatchedSystem>>;

/** Servers and processes of its own with the whole of Hanoi, each known by its process id. */
export async function startWatchedSystem(processes: readonly ProcessName[]) {
  const dataDir = await makeThrowawayFolder();
  const servers = await startServers({ dataDir, cacheDir: cacheFolder(process.env), env: {}, report: () => undefined });
  const stopServers = async (): Promise<void> => {
    await servers.stop();
    await deleteThrowawayFolder(dataDir);
  };
  try {
    await migrate(servers.databaseUrl, readMigrations(join(PROJECT_DIR, 'infra/sql')));
    const packDir = join(PROJECT_DIR, 'infra/localities/hanoi');
    const env = { EVENTS_MAX_BYTES: String(2 ** 30), LOG_LEVEL: 'error', LIVE_MAX_SCREENS_PER_ADDRESS: '1000' };
    const system = await startSystem({ ...servers, city: 'hanoi', packDir, processes, env, health: true });
    const jsm = await jetstreamManager(system.nats, { checkAPI: false });
    return {
      ...{ system, packDir },
      createKey: () =>
        system.createKey({
          ...{ source: 'urn:bench', world: 'live', assets: ['*'], ratePerS: 1_000_000 },
          kinds: ['kiosk', 'ticket', 'counter', 'parking'],
        }),
      lastSeq: async (): Promise<number> => (await jsm.streams.info(system.subjects.eventsStream)).state.last_seq,
      /** The last frame duty has judged; nothing while it does not answer. */
      judgedSeq: async (): Promise<number> => {
        const told = await system.askHealth('duty', '/metrics');
        return Number(/^vonglau_duty_place_frames\S* (\d+)$/m.exec(told?.text ?? '')?.[1] ?? -1);
      },
      /** Of the present one: each is started again when it ends. */
      serverPid: (name: ServerName): number =>
        (JSON.parse(readFileSync(join(dataDir, 'servers', name, 'process.json'), 'utf8')) as { pid: number }).pid,
      stop: async (): Promise<void> => {
        await system.stop();
        await stopServers();
      },
    };
  } catch (error) {
    await stopServers();
    throw error;
  }
}
