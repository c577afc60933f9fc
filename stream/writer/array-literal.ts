// The driver builds array parameters element by element; a commit passes a hundred thousand, so they are built here.

/** A `text[]` parameter. */
export function textArray(values: readonly string[]): string {
  return values.length === 0 ? '{}' : `{"${values.map(escapeElement).join('","')}"}`;
}

/** A parameter of any array type whose elements are plain numbers. */
export function numberArray(values: readonly (number | string)[]): string {
  return `{${values.join(',')}}`;
}

function escapeElement(value: string): string {
  return /["\\]/.test(value) ? value.replaceAll('\\', '\\\\').replaceAll('"', '\\"') : value;
}

/** A `uuid[]` parameter in binary form, of 32 hexadecimal digits each: the database need not read them. */
export function uuidArray(hex: readonly string[]): Buffer {
  const uuids = Buffer.from(hex.join(''), 'hex');
  const array = Buffer.allocUnsafe(20 + 20 * hex.length);
  // One dimension, no nulls, elements of type 2950 (uuid), so many, counted from 1.
  for (const [at, word] of [1, 0, 2950, hex.length, 1].entries()) array.writeInt32BE(word, 4 * at);
  for (let at = 0; at < hex.length; at++) {
    array.writeInt32BE(16, 20 + 20 * at);
    uuids.copy(array, 24 + 20 * at, 16 * at, 16 * at + 16);
  }
  return array;
}
