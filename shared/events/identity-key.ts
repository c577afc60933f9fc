import { hash } from 'node:crypto';

/** The identity of `(world, source, id)`: the first 128 bits of SHA-256, as 32 hexadecimal digits. */
export function identityKey(world: string, source: string, id: string): string {
  return hash('sha256', `${world}\n${source}\n${id}`, 'hex').slice(0, 32);
}
