import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { scenarioHead, type ScenarioHead } from './scenario-head.ts';

/** A scenario that says what it expects of people, so that a drill of it can be judged. */
export type DrillScenario = ScenarioHead & {
  readonly scenario: string;
  readonly expects: NonNullable<ScenarioHead['expects']>;
};

/** The scenarios of a folder that can be played as a drill, in order of their files' names. */
export function listDrillScenarios(folder: string): DrillScenario[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file): DrillScenario[] => {
      const { expects, ...head } = scenarioHead.parse(parse(readFileSync(join(folder, file), 'utf8')));
      return expects ? [{ ...head, expects, scenario: file.slice(0, -'.yaml'.length) }] : [];
    });
}
