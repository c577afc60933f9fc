import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder for one run, which the servers' account may enter. */
export async function makeThrowawayFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vonglau-'));
  await chmod(folder, 0o755);
  return folder;
}

/** Deletes it with all it holds. */
export function deleteThrowawayFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
