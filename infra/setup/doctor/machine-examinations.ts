import { accessSync, constants, existsSync, globSync, mkdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findReadyChromium } from '../../servers/chromium.ts';
import { fallbackFolder } from '../account.ts';
import { cacheFolder, dataFolder, PROJECT_DIR } from '../folders.ts';
import { isPortFree } from '../free-port.ts';
import { rememberedProcess } from '../process/process-identity.ts';
import type { Examination } from './finding.ts';

const GIB = 2 ** 30;

/** What can be told without any server: the programs, the files and the room on this machine. */
export function machineExaminations(env: NodeJS.ProcessEnv): Examination[] {
  return [
    { name: 'node', remedy: 'run npm start once', examine: () => Promise.resolve(examineNode()) },
    { name: 'packages', remedy: 'run npm start once', examine: () => Promise.resolve(examinePackages()) },
    { name: 'server programs', remedy: 'run npm start once', examine: () => Promise.resolve(examinePrograms(env)) },
    {
      name: 'data folder',
      remedy: 'make it writable, or set VONGLAU_DATA',
      examine: () => Promise.resolve(examineData(env)),
    },
    { name: 'disk', remedy: 'make room', examine: () => Promise.resolve(examineDisk(env)) },
    { name: 'public port', remedy: 'set DISPLAY_PORT to a free port', examine: () => examinePort(env) },
    { name: 'display', remedy: 'run npm start once', examine: () => Promise.resolve(examineDisplay()) },
    { name: 'font', remedy: 'run npm ci', examine: () => Promise.resolve(examineFont()) },
    { name: 'map', remedy: 'run npm ci', examine: () => Promise.resolve(examineMap(env)) },
    { name: 'chromium', remedy: 'run npm test once', examine: () => Promise.resolve(examineChromium(env)) },
  ];
}

type Result = Awaited<ReturnType<Examination['examine']>>;

function examineNode(): Result {
  return { state: 'ok', found: `${process.version} at ${process.execPath}` };
}

function examinePackages(): Result {
  const installed = statSync(join(PROJECT_DIR, 'node_modules/.package-lock.json')).mtimeMs;
  if (installed >= statSync(join(PROJECT_DIR, 'package-lock.json')).mtimeMs) return { state: 'ok', found: 'installed' };
  return { state: 'warning', found: 'older than package-lock.json', remedy: 'npm start installs them anew' };
}

function examinePrograms(env: NodeJS.ProcessEnv): Result {
  if (env.NATS_URL && env.DATABASE_URL && env.REDIS_URL)
    return { state: 'ok', found: 'none needed, addresses are given' };
  const cache = cacheFolder(env);
  const [list] = [cache, fallbackFolder(cache)].flatMap((folder) => globSync(join(folder, 'servers-*/packages.txt')));
  if (!list) return { state: 'warning', found: 'not unpacked yet', remedy: 'npm start fetches them' };
  const versions = readFileSync(list, 'utf8').matchAll(
    /^(nats-server|redis-server|postgresql-17(?:-timescaledb)?)_([^_]+)_/gm,
  );
  return { state: 'ok', found: [...versions].map(([, name, version]) => `${name ?? ''} ${version ?? ''}`).join(', ') };
}

function examineData(env: NodeJS.ProcessEnv): Result {
  const folder = dataFolder(env);
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.R_OK | constants.W_OK);
  return { state: 'ok', found: folder };
}

function examineDisk(env: NodeJS.ProcessEnv): Result {
  const folder = dataFolder(env);
  const { bavail, bsize } = statfsSync(existsSync(folder) ? folder : PROJECT_DIR);
  const freeGib = (bavail * bsize) / GIB;
  const found = `${freeGib.toFixed(1)} GiB free`;
  if (freeGib < 1) return { state: 'bad', found, remedy: 'make room: the log refuses events before the disk is full' };
  return freeGib < 10
    ? { state: 'warning', found, remedy: 'keep 10 GiB free for a week of events' }
    : { state: 'ok', found };
}

async function examinePort(env: NodeJS.ProcessEnv): Promise<Result> {
  const port = Number(env.DISPLAY_PORT ?? 8080);
  if (rememberedProcess(join(dataFolder(env), 'running.json'))) return { state: 'ok', found: 'the system is running' };
  if (await isPortFree(port, '0.0.0.0')) return { state: 'ok', found: `${String(port)} is free` };
  return {
    state: 'warning',
    found: `${String(port)} is taken`,
    remedy: 'npm start takes the next free one; or set DISPLAY_PORT',
  };
}

function examineDisplay(): Result {
  if (existsSync(join(PROJECT_DIR, 'display/build/handler.js'))) return { state: 'ok', found: 'built' };
  return { state: 'warning', found: 'not built yet', remedy: 'npm start builds it' };
}

function examineFont(): Result {
  const folder = 'node_modules/@fontsource/be-vietnam-pro/files';
  const files = globSync('*vietnamese*.woff2', { cwd: join(PROJECT_DIR, folder) });
  if (files.length === 0) throw new Error(`no Vietnamese files in ${folder}`);
  return { state: 'ok', found: `Be Vietnam Pro, ${String(files.length)} Vietnamese files, served by ourselves` };
}

function examineMap(env: NodeJS.ProcessEnv): Result {
  const engine = env.MAPBOX_TOKEN ? 'mapbox-gl' : 'maplibre-gl';
  const { version } = JSON.parse(readFileSync(join(PROJECT_DIR, `node_modules/${engine}/package.json`), 'utf8')) as {
    version: string;
  };
  return { state: 'ok', found: `${engine} ${version}${env.MAPBOX_TOKEN ? ', with a token' : ', needs no token'}` };
}

function examineChromium(env: NodeJS.ProcessEnv): Result {
  const browser = findReadyChromium({ cacheDir: cacheFolder(env), env });
  if (browser) return { state: 'ok', found: browser.executablePath };
  return {
    state: 'warning',
    found: 'not here: briefs are not printed as PDF',
    remedy: 'install chromium, or run npm test once',
  };
}
