import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServers } from '../servers/start-servers.ts';
import { reachableFolder, serverAccount } from '../setup/account.ts';
import { cacheFolder } from '../setup/folders.ts';
import type { Report } from '../setup/report.ts';
import { databaseOn } from './connect-database.ts';
import { putBackPasswords, type SecretFile } from './secret-files.ts';

/** The servers that something is restored into. `adminUrl` is a superuser's, of the database `postgres`. */
export type Target = {
  readonly databaseUrl: string;
  readonly adminUrl: string;
  readonly natsUrl: string;
  readonly stop: () => Promise<void>;
};

type Opening = {
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly report: Report;
  readonly signal: AbortSignal;
};

/**
 * The servers that DATABASE_URL and NATS_URL name, and for what is not named the private ones of the data folder, which
 * run until `stop`. Where none live there yet, they are made with the passwords that were kept.
 */
export async function openTarget({
  secrets,
  ...options
}: Opening & { secrets: readonly SecretFile[] }): Promise<Target> {
  const { dataDir, report } = options;
  const serversDir = reachableFolder(join(dataDir, 'servers'), serverAccount(), report);
  putBackPasswords(secrets, serversDir);
  return start(options, serversDir);
}

/** A database server made for one trial, empty; DATABASE_ADMIN_URL names one to use instead. */
export async function openTrialServer(options: Opening): Promise<Target> {
  const { DATABASE_ADMIN_URL } = options.env;
  const given = DATABASE_ADMIN_URL ? { DATABASE_URL: DATABASE_ADMIN_URL, DATABASE_ADMIN_URL } : {};
  const serversDir = reachableFolder(join(options.dataDir, 'servers'), serverAccount(), options.report);
  const { PATH, VONGLAU_CACHE } = options.env;
  return start({ ...options, env: { PATH, VONGLAU_CACHE, NATS_URL: 'none', ...given } }, serversDir, true);
}

async function start(
  { dataDir, env, report, signal }: Opening,
  serversDir: string,
  throwaway = false,
): Promise<Target> {
  const servers = await startServers({
    ...{ dataDir, report, signal, throwaway, cacheDir: cacheFolder(env) },
    // Redis holds nothing that is restored.
    env: { ...env, REDIS_URL: 'none' },
  });
  const { databaseUrl, natsUrl, stop } = servers;
  const adminUrl = env.DATABASE_URL ? (env.DATABASE_ADMIN_URL ?? databaseUrl) : ownersUrl(databaseUrl, serversDir);
  return { databaseUrl, natsUrl, stop, adminUrl: databaseOn(adminUrl, 'postgres') };
}

/** The private server's own superuser, whose password nothing but the set-up knows. */
function ownersUrl(databaseUrl: string, serversDir: string): string {
  const url = new URL(databaseUrl);
  url.username = 'postgres';
  url.password = encodeURIComponent(readFileSync(join(serversDir, 'postgres/owner-password'), 'utf8').trim());
  return url.href;
}
