import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let known: string | undefined;

/** The version of what runs, for files that leave it. */
export function productVersion(): string {
  // The built pages lie elsewhere than the sources: it is found from where the process runs.
  known ??= (JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as { version: string }).version;
  return known;
}
