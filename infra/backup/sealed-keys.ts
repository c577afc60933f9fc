import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import { z } from 'zod';
import { secretFiles, type SecretFile } from './secret-files.ts';

/*
 * The keys of a backup, sealed with a passphrase: scrypt makes the key of AES-256-GCM, bound to the backup it belongs to.
 */

const sealed = z.strictObject({
  format: z.literal('scrypt+aes-256-gcm'),
  /** scrypt's cost; 2^17 and 8 take 128 MiB and a good part of a second for each guess. */
  logN: z.int().min(14).max(20),
  r: z.int().min(1).max(32),
  p: z.int().min(1).max(16),
  salt: z.base64(),
  nonce: z.base64(),
  tag: z.base64(),
  data: z.base64(),
});

const cost = { logN: 17, r: 8, p: 1 } as const;

/** A passphrase must have at least this many characters: whoever holds the file may try as many as they like. */
export const passphraseLeast = 12;

/** The passphrase does not open these keys. */
export class WrongPassphraseError extends Error {
  override name = 'WrongPassphraseError';
}

/** Seals secrets for one backup; the text is what is written to its file. */
export async function sealKeys(files: readonly SecretFile[], passphrase: string, backupId: string): Promise<string> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const key = await deriveKey(passphrase, salt, cost);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(backupId));
  const data = Buffer.concat([cipher.update(JSON.stringify(files), 'utf8'), cipher.final()]);
  const parts = { salt, nonce, tag: cipher.getAuthTag(), data };
  const texts = Object.entries(parts).map(([name, bytes]) => [name, bytes.toString('base64')]);
  return `${JSON.stringify({ format: 'scrypt+aes-256-gcm', ...cost, ...Object.fromEntries(texts) })}\n`;
}

/** Opens what `sealKeys` made. Throws WrongPassphraseError for another passphrase, or when one bit was changed. */
export async function openKeys(text: string, passphrase: string, backupId: string): Promise<SecretFile[]> {
  const { salt, nonce, tag, data, ...costs } = sealed.parse(JSON.parse(text));
  const key = await deriveKey(passphrase, Buffer.from(salt, 'base64'), costs);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(backupId)).setAuthTag(Buffer.from(tag, 'base64'));
  let opened: string;
  try {
    opened = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString();
  } catch (cause) {
    throw new WrongPassphraseError('wrong passphrase: it does not open the keys of this backup', { cause });
  }
  return secretFiles.parse(JSON.parse(opened));
}

function deriveKey(
  passphrase: string,
  salt: Buffer,
  { logN, r, p }: { logN: number; r: number; p: number },
): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
