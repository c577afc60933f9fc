import { resolve } from 'node:path';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { CommandIo } from '../setup/command.ts';
import { cacheFolder, dataFolder } from '../setup/folders.ts';
import { startServers } from '../servers/start-servers.ts';

export const summary = 'Start the private servers alone and print their addresses';
export const usage = `[--data DIR]
  Starts NATS, TimescaleDB and Redis with their data in DIR (default: the data folder),
  prints their addresses as environment lines, and stops them on Ctrl-C.`;

/** Runs until interrupted; prints the addresses once all three servers work. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options: { data: { type: 'string' } } });
  const servers = await startServers({
    dataDir: values.data ? resolve(values.data) : dataFolder(io.env),
    cacheDir: cacheFolder(io.env),
    env: io.env,
    report: ({ text, fraction }) => {
      if (fraction === undefined) io.stderr.write(`${text}\n`);
    },
    signal: io.signal,
  });
  io.stdout.write(`NATS_URL=${servers.natsUrl}\nDATABASE_URL=${servers.databaseUrl}\nREDIS_URL=${servers.redisUrl}\n`);
  if (!io.signal.aborted) await once(io.signal, 'abort');
  await servers.stop();
  return undefined;
}
