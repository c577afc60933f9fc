import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The six-unit city with the rules of Hanoi, in a folder of its own. */
export async function makePackWithRules(): Promise<{ packDir: string; remove: () => Promise<void> }> {
  const packDir = await mkdtemp(join(tmpdir(), 'vonglau-pack-'));
  await cp(join(import.meta.dirname, 'cities/six-unit'), packDir, { recursive: true });
  await cp('infra/localities/hanoi/rules.yaml', join(packDir, 'rules.yaml'));
  await cp('infra/localities/hanoi/runbooks', join(packDir, 'runbooks'), { recursive: true });
  return { packDir, remove: () => rm(packDir, { recursive: true, force: true }) };
}
