import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { keepDataKey, readDataKey } from './data-key.ts';

/**
 * What commands are signed with. A NATS that others share lets them in too; who may read this file of the data folder, and
 * nobody else, may command. Whatever a command says of its actor is believed because of the signature.
 */
export type CommandKey = KeyObject;

/** The header of the NATS message that holds the signature. */
export const signatureHeader = 'Vonglau-Signature';

/** The key of this data folder, made if there is none yet. For the processes that answer commands. */
export function keepCommandKey(dataDir: string): CommandKey {
  return keepDataKey(dataDir, 'commands');
}

/** The key of a data folder whose system has been started. For whoever sends commands. */
export function readCommandKey(dataDir: string): CommandKey {
  return readDataKey(dataDir, 'commands');
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
