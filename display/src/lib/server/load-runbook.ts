import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeProblem } from '#shared/locality/pack-problem.ts';
import { readRunbook, runbookName, type Runbook } from '#shared/locality/runbook.ts';
import { cityFolder } from './load-city.ts';
import { resources } from './resources.ts';

/** A runbook of the city's folder; undefined: there is none of this name, or it cannot be read. */
export function loadRunbook(name: string): Runbook | undefined {
  if (!runbookName.test(name)) return undefined;
  const file = join(cityFolder(), 'runbooks', `${name}.md`);
  try {
    const read = readRunbook(name, readFileSync(file, 'utf8'));
    if ('runbook' in read) return read.runbook;
    throw new Error(describeProblem(read.problem, 'en'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      resources().log.error({ err: error, file }, 'a runbook cannot be read');
    }
    return undefined;
  }
}
