import { hash } from 'node:crypto';

/** Tells one command's body from another's, whatever the order of its fields. A password is left out: a hash of it could be guessed at. */
export function hashBody(body: unknown): string {
  const fields = Object.entries(body ?? {}).filter(([name]) => name !== 'password');
  return hash('sha256', JSON.stringify(fields.sort(([one], [other]) => (one < other ? -1 : 1))));
}
