import { hash } from 'node:crypto';

/**
 * The id of a command that a form asked for. `nonce` is new with every page, so that pressing twice is one act, and the
 * same form corrected, or sent from another page, is another.
 */
export function commandIdOf(nonce: string, account: string, asked: { verb: string; body: unknown }): string {
  return hash('sha256', JSON.stringify([nonce, account, asked.verb, asked.body]), 'hex').slice(0, 40);
}
