import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test, type TestContext } from 'vitest';
import { findPromtool } from '../../../infra/observability/find-promtool.ts';
import { runProgram } from '../../../infra/setup/process/run-program.ts';
import { cacheFolder } from '../../../infra/setup/folders.ts';
import { observabilityDir, readPanels } from './shipped-files.ts';

const downloadTimeoutMs = 240_000;
let promtool: string | undefined;
let reason = '';

beforeAll(async () => {
  const { env } = process;
  try {
    // A network that hangs is one that has no promtool.
    const signal = AbortSignal.timeout(120_000);
    promtool = await findPromtool({ cacheDir: cacheFolder(env), env, report: () => undefined, signal });
  } catch (error) {
    reason = `no promtool: ${String(error)}`;
    process.stderr.write(`${reason}\n`);
  }
}, downloadTimeoutMs);

test('Prometheus reads the configuration and the rules', async (context) => {
  expect(await check(context, ['check', 'config', 'prometheus.yml'])).toContain('rules found');
});

test('the rules fire when they must, and not otherwise', async (context) => {
  expect(await check(context, ['test', 'rules', 'rules.test.yml'])).toContain('SUCCESS');
});

test('Prometheus reads every query of the dashboard', async (context) => {
  const queries = readPanels().flatMap(({ targets }) => targets.map(({ expr }) => expr));
  const rules = queries.map((expr, index) => ({
    record: `query:${String(index)}`,
    expr: expr.replaceAll('$__rate_interval', '1m'),
  }));
  const folder = await mkdtemp(join(tmpdir(), 'vonglau-dashboard-'));
  try {
    const file = join(folder, 'queries.yml');
    await writeFile(file, JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
    expect(await check(context, ['check', 'rules', file])).toContain(`${String(queries.length)} rules found`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** What promtool says; where it cannot be had the test is left out, and why was said. */
function check(context: TestContext, args: string[]): Promise<string> {
  if (promtool === undefined) return context.skip(reason);
  return runProgram(promtool, { args, cwd: observabilityDir });
}
