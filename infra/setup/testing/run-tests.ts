import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PROJECT_DIR } from '../folders.ts';
import type { Progress } from '../progress.ts';
import { ProgramError, runProgram } from '../process/run-program.ts';
import { STATIC_CHECKS, type StaticCheck } from './static-checks.ts';
import { secondTries, tallyReport, type Tally, type VitestReport } from './test-tally.ts';

export type TestRun = {
  progress: Progress;
  /** Environment of the tools; test addresses and the browser's path are in it. */
  env: NodeJS.ProcessEnv;
  /** For vitest's reports; removed by the caller. */
  folder: string;
  signal: AbortSignal;
};

const BIN = join(PROJECT_DIR, 'node_modules/.bin');
const SHOWN_LINES = 60;
const MOST_TOLD_LINES = 300;

/** Runs a piece of the set-up or a check; its failure is shown and counted, and the run goes on. */
export async function countStep(run: TestRun, name: string, work: Parameters<Progress['step']>[1]): Promise<Tally> {
  try {
    await run.progress.step(name, work);
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    if (run.signal.aborted) throw error;
    run.progress.say(shortened(error));
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** Runs the static checks, two at a time. */
export async function runStaticChecks(run: TestRun): Promise<Tally[]> {
  const queue = [...STATIC_CHECKS];
  const tallies: Tally[] = [];
  const work = async (): Promise<void> => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      const current = check;
      tallies.push(await countStep(run, check.name, () => runTool(run, current)));
    }
  };
  await Promise.all([work(), work()]);
  return tallies;
}

/** Runs one vitest project and counts its tests. */
export async function runVitestProject(run: TestRun, project: string): Promise<Tally> {
  const report = join(run.folder, `${project}.json`);
  const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json'];
  const tally = await countStep(run, `${project} tests`, () =>
    runTool(run, { name: project, tool: 'vitest', args: [...args, `--outputFile.json=${report}`] }),
  );
  if (!existsSync(report)) return tally.failed > 0 ? tally : { passed: 0, failed: 0, skipped: 0 };
  const told = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  for (const name of secondTries(told)) run.progress.say(`    passed on its second try only: ${name}`);
  const counted = tallyReport(told);
  return { ...counted, failed: Math.max(counted.failed, tally.failed) };
}

function runTool({ env, signal }: TestRun, { tool, args }: StaticCheck): Promise<string> {
  return runProgram(join(BIN, tool), {
    args,
    cwd: PROJECT_DIR,
    env: { ...env, PATH: `${BIN}${delimiter}${env.PATH ?? ''}`, NO_COLOR: '1', FORCE_COLOR: undefined },
    signal,
  });
}

/** What failed and why: from where vitest begins to tell, else the end of what the tool printed. */
function shortened(error: unknown): string {
  const lines = (error instanceof ProgramError ? error.output : String(error)).trimEnd().split('\n');
  const told = lines.findIndex((line) => /Failed (Suites|Tests) \d|Unhandled Errors/.test(line));
  const shown = told < 0 ? lines.slice(-SHOWN_LINES) : lines.slice(told, told + MOST_TOLD_LINES);
  return shown.map((line) => `    ${line}`).join('\n');
}
