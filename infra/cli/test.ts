import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findOrInstallChromium } from '../servers/chromium.ts';
import { startServers, type RunningServers } from '../servers/start-servers.ts';
import { buildDisplay } from '../setup/build-display.ts';
import type { CommandIo } from '../setup/command.ts';
import { cacheFolder, PROJECT_DIR } from '../setup/folders.ts';
import { createProgress } from '../setup/progress.ts';
import { countStep, runStaticChecks, runVitestProject, type TestRun } from '../setup/testing/run-tests.ts';
import { addTallies, closingLine, type Tally } from '../setup/testing/test-tally.ts';
import { deleteThrowawayFolder, makeThrowawayFolder } from '../setup/throwaway-folder.ts';

export const summary = 'Check everything: format, lint, boundaries, types, unused code, all tests (npm test)';
export const usage = `[unit] [contract] [integration] [e2e] [checks]
  Without a name everything runs. Servers and their data are thrown away afterwards.`;

const PROJECTS = ['unit', 'contract', 'integration', 'e2e'];

/** Runs all checks and tests; the last line counts them. Returns 1 when anything failed. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
  const unknown = positionals.find((name) => ![...PROJECTS, 'checks'].includes(name));
  if (unknown) throw new Error(`there are no "${unknown}" tests: name some of checks, ${PROJECTS.join(', ')}`);
  const isWanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name);

  const folder = await makeThrowawayFolder();
  const progress = createProgress(io.stdout, () => performance.now());
  const test: TestRun = { progress, env: { ...io.env, VONGLAU_DATA: join(folder, 'data') }, folder, signal: io.signal };
  const servers: RunningServers[] = [];
  const tallies: Tally[] = [];
  try {
    if (isWanted('integration') || isWanted('e2e')) tallies.push(await setUpServers(test, servers));
    if (isWanted('e2e')) tallies.push(await setUpBrowser(test));
    // The build also derives the types of the routes, which the checks need.
    if (isWanted('e2e') || isWanted('checks')) tallies.push(await setUpDisplay(test));
    if (isWanted('checks')) tallies.push(...(await runStaticChecks(test)));
    for (const project of PROJECTS.filter(isWanted)) tallies.push(await runVitestProject(test, project));
  } finally {
    await Promise.all(servers.map((running) => running.stop()));
    await deleteThrowawayFolder(folder);
  }
  const total = addTallies(tallies);
  io.stdout.write(`${closingLine(total)}\n`);
  return total.failed > 0 ? 1 : 0;
}

// The set-up counts only when it fails: it is no test.
function failuresOnly({ failed }: Tally): Tally {
  return { passed: 0, failed, skipped: 0 };
}

async function setUpServers(test: TestRun, servers: RunningServers[]): Promise<Tally> {
  const { env, folder, signal } = test;
  const given = { NATS_URL: env.TEST_NATS_URL, DATABASE_URL: env.TEST_DATABASE_URL, REDIS_URL: env.TEST_REDIS_URL };
  const tally = await countStep(test, 'Servers', async (report) => {
    const dataDir = join(folder, 'data');
    const running = await startServers({
      dataDir,
      cacheDir: cacheFolder(env),
      env: { ...env, ...given },
      report,
      signal,
      throwaway: true,
    });
    servers.push(running);
    test.env.TEST_NATS_URL = running.natsUrl;
    test.env.TEST_DATABASE_URL = running.databaseUrl;
    test.env.TEST_REDIS_URL = running.redisUrl;
  });
  return failuresOnly(tally);
}

async function setUpBrowser(test: TestRun): Promise<Tally> {
  const tally = await countStep(test, 'Browser', async (report) => {
    const { env, signal } = test;
    const browser = await findOrInstallChromium({ cacheDir: cacheFolder(env), env, report, signal });
    test.env.CHROMIUM_PATH = browser.executablePath;
  });
  return failuresOnly(tally);
}

async function setUpDisplay(test: TestRun): Promise<Tally> {
  return failuresOnly(await countStep(test, 'Display', () => buildDisplay(PROJECT_DIR, test.signal)));
}
