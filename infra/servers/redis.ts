import { totalmem } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { writeOwnedFile, type Account } from '../setup/account.ts';
import { ForeignServerError, type OwnServer, type ServerPlace } from './own-server.ts';
import { savedSecret } from './saved-secret.ts';
import { unpackedProgram } from './unpacked-programs.ts';

/** A private Redis; it only mirrors what the log and the database hold, so a snapshot a minute is enough. */
export function prepareRedis(place: ServerPlace, account: Account | undefined): OwnServer {
  const { root, folder, port } = place;
  const password = savedSecret(join(folder, 'password'));
  const url = `redis://:${password}@127.0.0.1:${String(port)}`;
  const config = join(folder, 'redis.conf');
  writeOwnedFile(config, redisConfig(place, password), account);
  const { program, args } = unpackedProgram(root, 'usr/bin/redis-server');
  return {
    name: 'redis',
    folder,
    url,
    start: { program, args: [...args, config] },
    stopSignal: 'SIGTERM',
    check: () => checkFolder(url, folder),
  };
}

function redisConfig({ folder, port, throwaway }: ServerPlace, password: string): string {
  const maxMemoryMb = Math.min(1024, Math.max(128, Math.floor(totalmem() / 16 / 2 ** 20)));
  return `bind 127.0.0.1
port ${String(port)}
dir "${folder}"
requirepass ${password}
save ${throwaway ? '""' : '60 1'}
appendonly no
stop-writes-on-bgsave-error no
maxmemory ${String(maxMemoryMb)}mb
maxmemory-policy noeviction
`;
}

async function checkFolder(url: string, folder: string): Promise<'ours' | 'silent'> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: 1000,
    commandTimeout: 1000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = Object.values((await client.config('GET', 'dir')) as Record<string, string> | string[]).at(-1);
    if (found !== folder) throw new ForeignServerError('redis', String(found));
    return 'ours';
  } catch (error) {
    if (error instanceof ForeignServerError) throw error;
    if (error instanceof Error && /WRONGPASS|NOAUTH/.test(error.message))
      throw new ForeignServerError('redis', 'wrong password');
    return 'silent';
  } finally {
    client.disconnect();
  }
}
