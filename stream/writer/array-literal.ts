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
