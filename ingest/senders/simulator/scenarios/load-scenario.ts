import { readFileSync } from 'node:fs';
import { parse, YAMLParseError } from 'yaml';
import { scenarioSchema, type Scenario } from './scenario.ts';

/** Reads and checks a scenario. Throws with the file and, line by line, what is wrong where. */
export function loadScenario(path: string): Scenario {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Error(`${path}: there is no such scenario; vonglau simulate list shows those that come along`);
  }
  const parsed = scenarioSchema.safeParse(parseYaml(path, text));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 20).map(({ path: at, message }) => `  ${at.join('.')}: ${message}`);
  throw new Error(`${path} is not a scenario:\n${problems.join('\n')}`);
}

function parseYaml(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new Error(`${path} is not YAML: ${error.message}`, { cause: error });
  }
}
