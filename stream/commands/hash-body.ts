import { hash } from 'node:crypto';

const secret: readonly string[] = ['password', 'newPassword', 'code'];

/** Tells one command's body from another's, whatever the order of its fields. What is secret is left out: a hash of it could be guessed at. */
export function hashBody(body: unknown): string {
  const fields = Object.entries(body ?? {}).filter(([name]) => !secret.includes(name));
  return hash('sha256', JSON.stringify(fields.sort(([one], [other]) => (one < other ? -1 : 1))));
}
