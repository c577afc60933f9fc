import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { unpackServers } from '../servers/server-packages.ts';
import { POSTGRES_BIN } from '../servers/unpacked-programs.ts';
import { cacheFolder } from '../setup/folders.ts';
import type { Report } from '../setup/report.ts';

/** PostgreSQL's own programs: where they are, and of which release. */
export type PostgresPrograms = { readonly dump: string; readonly restore: string; readonly major: number };

/**
 * Finds pg_dump and pg_restore that fit a server: those of the machine, else the unpacked ones of the private servers,
 * which are fetched when they are not there yet. Older programs than the server cannot read it.
 */
export async function findPostgresPrograms(
  serverMajor: number,
  { env, report, signal }: { env: NodeJS.ProcessEnv; report: Report; signal: AbortSignal },
): Promise<PostgresPrograms> {
  const onPath = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const machines = [...onPath, `/usr/lib/postgresql/${serverMajor}/bin`];
  for (const folder of machines) {
    const found = programsIn(folder);
    if (found && found.major >= serverMajor) return found;
  }
  const root = await unpackServers({ cacheDir: cacheFolder(env), env, report, signal });
  const unpacked = programsIn(join(root, POSTGRES_BIN));
  if (unpacked && unpacked.major >= serverMajor) return unpacked;
  throw new Error(
    `the database runs PostgreSQL ${serverMajor}, and no pg_dump that new was found: install postgresql-client-${serverMajor}`,
  );
}

function programsIn(folder: string): PostgresPrograms | undefined {
  const [dump, restore] = [join(folder, 'pg_dump'), join(folder, 'pg_restore')];
  if (!existsSync(dump) || !existsSync(restore)) return undefined;
  const { stdout } = spawnSync(dump, ['--version'], { encoding: 'utf8', env: { PATH: '/usr/bin:/bin' } });
  const major = Number(/(\d+)/.exec(stdout)?.[1]);
  return major > 0 ? { dump, restore, major } : undefined;
}

/**
 * Runs one of PostgreSQL's programs against a database to its end and returns what it printed; `onLine` hears its
 * messages as they come. The password goes by the environment, never by the arguments, which everybody may see.
 * Throws with its last messages.
 */
export async function runPostgresProgram(
  program: string,
  options: {
    readonly args: readonly string[];
    readonly databaseUrl?: string;
    readonly onLine?: (line: string) => void;
    readonly signal: AbortSignal;
  },
): Promise<string> {
  const child = spawn(program, options.args, {
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', ...connectionEnv(options.databaseUrl) },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
  });
  const printed: string[] = [];
  const lastLines: string[] = [];
  createInterface(child.stdout).on('line', (line) => printed.push(line));
  createInterface(child.stderr).on('line', (line) => {
    lastLines.push(line);
    if (lastLines.length > 8) lastLines.shift();
    options.onLine?.(line);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new Error(`${program} failed (${code}): ${lastLines.filter(isOurs).map(withoutValues).join('\n')}`);
  return printed.join('\n');
}

/** CONTEXT and DETAIL quote rows. */
function isOurs(line: string): boolean {
  return !/^\s*(CONTEXT|DETAIL|HINT|STATEMENT|QUERY)\b/.test(line) && !/(CONTEXT|DETAIL):/.test(line);
}

function withoutValues(line: string): string {
  return line.replaceAll(/"[^"]*"/g, '"…"');
}

function connectionEnv(databaseUrl: string | undefined): NodeJS.ProcessEnv {
  if (databaseUrl === undefined) return {};
  const { hostname, port, username, password, pathname, searchParams } = new URL(databaseUrl);
  const sslMode = searchParams.get('sslmode');
  return {
    PGHOST: decodeURIComponent(hostname),
    ...(port && { PGPORT: port }),
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    ...(sslMode && { PGSSLMODE: sslMode }),
  };
}
