import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

/** Closes and opens what only the holder of a key may read. `open` answers undefined for what was not closed with it. */
export type Seal = {
  readonly close: (text: string) => Buffer;
  readonly open: (sealed: Uint8Array) => string | undefined;
};

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM: nonce, tag, then what was sealed. `purpose` binds what is sealed to its place. */
export function sealWith(key: Buffer | KeyObject, purpose: string): Seal {
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
