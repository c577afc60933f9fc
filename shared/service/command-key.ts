import { createHmac, createSecretKey, randomBytes, randomUUID, timingSafeEqual, type KeyObject } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What commands are signed with. NATS on this machine lets everybody in; who may read this file of the data folder, and
 * nobody else, may command. Whatever a command says of its actor is believed because of the signature.
 */
export type CommandKey = KeyObject;

/** The header of the NATS message that holds the signature. */
export const signatureHeader = 'Vonglau-Signature';

const BYTES = 32;

/** The key of this data folder, made if there is none yet. For the processes that answer commands. */
export function keepCommandKey(dataDir: string): CommandKey {
  const file = fileIn(dataDir);
  const kept = readKey(file);
  if (kept) return kept;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}.new`;
  writeFileSync(draft, randomBytes(BYTES).toString('base64url'), { mode: 0o600, flush: true });
  try {
    // Two processes starting together: the first link stands, and both go on with what it holds.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = readKey(file);
  if (!made) throw new Error(`${file} was made and is gone again; is something else cleaning the data folder?`);
  return made;
}

/** The key of a data folder whose system has been started. For whoever sends commands. */
export function readCommandKey(dataDir: string): CommandKey {
  const file = fileIn(dataDir);
  const key = readKey(file);
  if (!key) throw new Error(`there is no ${file}; let VONGLAU_DATA name the data folder of the running system`);
  return key;
}

/** The signature of a command: of the subject it is sent to and of every byte of it. */
export function signCommand(key: CommandKey, subject: string, bytes: Uint8Array): string {
  return createHmac('sha256', key).update(`vonglau command 1\n${subject}\n`).update(bytes).digest('base64url');
}

/** Whether the signature is that of this command. */
export function isSigned(key: CommandKey, message: { subject: string; data: Uint8Array; signature: string }): boolean {
  const expected = Buffer.from(signCommand(key, message.subject, message.data));
  const given = Buffer.from(message.signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'secrets', 'commands');
}

function readKey(file: string): CommandKey | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${file} cannot be read: commands are for the account that started the system`, { cause: error });
  }
  const bytes = Buffer.from(text.trim(), 'base64url');
  if (bytes.length !== BYTES) throw new Error(`${file} holds no key; remove it and start the system again`);
  return createSecretKey(bytes);
}
