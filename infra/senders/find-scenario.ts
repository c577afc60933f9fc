import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PROJECT_DIR } from '../setup/folders.ts';

const folder = join(PROJECT_DIR, 'infra/scenarios');

/** Names of the scenarios that come along. */
export function scenarioNames(): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/** The file of a scenario: one that is named, or one of those that come along. Throws when there is neither. */
export function findScenario(name: string): string {
  if (existsSync(name)) return resolve(name);
  const shipped = join(folder, `${name}.yaml`);
  if (existsSync(shipped)) return shipped;
  throw new Error(`there is no scenario ${name}; there are ${scenarioNames().join(', ')}, or the file of one`);
}
