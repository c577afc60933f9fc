import { readFileSync } from 'node:fs';
import { parse, YAMLParseError } from 'yaml';
import { mappingSchema, type Mapping } from './mapping.ts';

/** Reads and checks a mapping. Throws with the file and, line by line, what is wrong where. */
export function loadMapping(path: string): Mapping {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Error(`${path}: there is no such mapping`);
  }
  const parsed = mappingSchema.safeParse(parseYaml(path, text));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, 10).map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`${path} is not a mapping:\n${problems.join('\n')}`);
}

function parseYaml(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new Error(`${path} is not YAML: ${error.message}`, { cause: error });
  }
}
