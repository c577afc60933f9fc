import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readSecretFile, writeSecretFile } from './secret-file.ts';

/*
 * Personal data stops at the door: a phone number, a plate, a citizen's id become `p1:<key id>:<hash>`. Within a month
 * the same value in the same field has the same hash, so repeats can be counted; the month's key is then destroyed, so
 * that nobody, we included, can ever test a guess against an older one.
 */

/** Replaces a personal value of a field by its keyed hash. */
export type Pseudonym = (field: string, value: string) => string;

const monthlyKey = z.strictObject({ id: z.string().regex(/^\d{6}$/), secret: z.base64() });
type MonthlyKey = z.output<typeof monthlyKey>;

/** Opens the key kept in `secretsDir` and renews it when the month (UTC) turns. Throws when it cannot be read or written. */
export function openPseudonyms(secretsDir: string, now: () => number): () => Pseudonym {
  const file = join(secretsDir, 'personal-key.json');
  const stored = readSecretFile(file);
  let key: MonthlyKey | undefined = stored === undefined ? undefined : monthlyKey.parse(JSON.parse(stored));
  let pseudonym = key && pseudonymBy(key);
  const current = (): Pseudonym => {
    const id = new Date(now()).toISOString().slice(0, 7).replace('-', '');
    if (!pseudonym || key?.id !== id) {
      const renewed = { id, secret: randomBytes(32).toString('base64') };
      writeSecretFile(file, JSON.stringify(renewed));
      key = renewed;
      pseudonym = pseudonymBy(renewed);
    }
    return pseudonym;
  };
  current();
  return current;
}

/** The first 128 bits of HMAC-SHA256 over field and value, in 22 characters of base64url. */
export function pseudonymBy({ id, secret }: MonthlyKey): Pseudonym {
  const key = Buffer.from(secret, 'base64');
  return (field, value) => {
    const digest = createHmac('sha256', key).update(`${field}\0${value}`).digest();
    return `p1:${id}:${digest.subarray(0, 16).toString('base64url')}`;
  };
}
