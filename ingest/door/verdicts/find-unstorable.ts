/** Control characters and lone surrogates: JSON can write them, PostgreSQL's jsonb cannot hold all of them. */
const unstorable = /[\u0000-\u001f]|\p{Surrogate}/u;

/**
 * The path of the first string that cannot be stored, given the event's serialised text as well: only such strings make
 * a serialiser write a `\u` escape, so nearly every event is cleared by one search.
 */
export function findUnstorable(text: string, value: unknown): string | undefined {
  return text.includes('\\u') ? search(value, []) : undefined;
}

function search(value: unknown, path: readonly string[]): string | undefined {
  if (typeof value === 'string') return unstorable.test(value) ? path.join('.') : undefined;
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, field] of Object.entries(value)) {
    const found = search(field, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
