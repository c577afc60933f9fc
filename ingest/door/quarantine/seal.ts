import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sealWith, type Seal } from '#shared/service/seal.ts';
import { readSecretFile, writeSecretFile } from '../personal/secret-file.ts';

/** The seal whose key lies in `secretsDir`; made on first use. `purpose` binds what is sealed to its place. */
export function openSeal(secretsDir: string, purpose: string): Seal {
  const file = join(secretsDir, 'quarantine-key');
  let stored = readSecretFile(file);
  if (stored === undefined) writeSecretFile(file, (stored = randomBytes(32).toString('base64')));
  return sealWith(Buffer.from(stored, 'base64'), purpose);
}
