import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../setup/report.ts';
import { sumFile } from './file-sum.ts';
import type { FileSum } from './manifest.ts';

/** What is wrong with a file of a backup; undefined: it is as it was written. */
export async function findFileFault(
  folder: string,
  expected: FileSum,
  report: Report = () => undefined,
): Promise<string | undefined> {
  const path = join(folder, expected.name);
  if (!existsSync(path)) return 'is missing';
  const { bytes, sha256 } = await sumFile(path, (read) => {
    report({ text: expected.name, fraction: Math.min(1, read / Math.max(1, expected.bytes)) });
  });
  if (bytes < expected.bytes) return `is cut off: ${bytes} of ${expected.bytes} bytes`;
  if (bytes > expected.bytes) return `has grown: ${bytes} bytes instead of ${expected.bytes}`;
  return sha256 === expected.sha256 ? undefined : 'was changed or is damaged: its SHA-256 is another one';
}

/** Throws where one of the files is not as it was written. */
export async function requireWhole(folder: string, files: readonly FileSum[], report: Report): Promise<void> {
  for (const file of files) {
    const fault = await findFileFault(folder, file, report);
    if (fault !== undefined) throw new Error(`${join(folder, file.name)} ${fault}: use another backup`);
  }
}
