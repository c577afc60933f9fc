import { existsSync, readFileSync, statSync } from 'node:fs';
import { checkPack } from '#shared/locality/check-pack.ts';
import { parseRules, checkRules } from '#shared/locality/checks/check-rules.ts';
import { parseLines } from '#shared/locality/files/parse-lines.ts';
import { readPackFiles } from '#shared/locality/files/read-pack-files.ts';
import type { PackProblem } from '#shared/locality/pack-problem.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { cityPath } from '../packs/city-path.ts';

/** Rules as they were read, or what is wrong with them. */
export type ReadRules = {
  readonly path: string;
  readonly rules: readonly Rule[];
  readonly problems: readonly PackProblem[];
};

/** Reads a file of rules, or those of a city. A file alone is checked without a city's tables. */
export async function readRules(named: string): Promise<ReadRules> {
  if (existsSync(named) && statSync(named).isFile() && /\.ya?ml$/i.test(named)) {
    const file = parseLines(readFileSync(named, 'utf8'), named);
    const { rules, problems } = parseRules(file);
    // Which units there are, a file alone cannot tell.
    const own = checkRules(rules, file, undefined);
    return { path: named, rules, problems: [...problems, ...own] };
  }
  const path = cityPath(named);
  const checked = checkPack(await readPackFiles(path));
  if ('pack' in checked) return { path, rules: checked.pack.rules, problems: [] };
  return { path, rules: [], problems: checked.problems };
}
