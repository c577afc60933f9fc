import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readSecretFile, writeSecretFile } from '../personal/secret-file.ts';

/** Closes and opens what is kept in quarantine. `open` answers undefined for what was not closed with this key. */
export type Seal = {
  readonly close: (text: string) => Buffer;
  readonly open: (sealed: Uint8Array) => string | undefined;
};

const nonceBytes = 12;
const tagBytes = 16;

/** The seal whose key lies in `secretsDir`; made on first use. `purpose` binds what is sealed to its place. */
export function openSeal(secretsDir: string, purpose: string): Seal {
  const file = join(secretsDir, 'quarantine-key');
  let stored = readSecretFile(file);
  if (stored === undefined) writeSecretFile(file, (stored = randomBytes(32).toString('base64')));
  return sealWith(Buffer.from(stored, 'base64'), purpose);
}

/** AES-256-GCM: nonce, tag, then what was sealed. */
export function sealWith(key: Buffer, purpose: string): Seal {
  const place = Buffer.from(purpose);
  return {
    close: (text) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(place);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: (sealed) => {
      try {
        const nonce = sealed.subarray(0, nonceBytes);
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(place);
        decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes));
        return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()]).toString();
      } catch {
        return undefined;
      }
    },
  };
}
