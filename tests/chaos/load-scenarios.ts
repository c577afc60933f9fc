import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from './scenario.ts';

/** Every scenario of `scenarios/`, by number. */
export async function loadScenarios(): Promise<Scenario[]> {
  const folder = join(import.meta.dirname, 'scenarios');
  const modules = globSync('*.ts', { cwd: folder }).map(
    (file) => import(join(folder, file)) as Promise<{ scenarios: readonly Scenario[] }>,
  );
  const found = (await Promise.all(modules)).flatMap(({ scenarios }) => scenarios);
  return found.sort((a, b) => a.id.localeCompare(b.id, 'en'));
}
