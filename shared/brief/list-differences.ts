/** A place in two documents where they say different things. */
export type Difference = { readonly where: string; readonly was: string; readonly is: string };

/** Where two documents of JSON differ, at most the first hundred places. */
export function listDifferences(was: unknown, is: unknown): Difference[] {
  const found: Difference[] = [];
  compare('', was, is, found);
  return found.slice(0, 100);
}

function compare(where: string, was: unknown, is: unknown, found: Difference[]): void {
  if (isTree(was) && isTree(is)) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
      compare(where === '' ? key : `${where}.${key}`, was[key], is[key], found);
    }
    return;
  }
  if (!Object.is(was, is)) found.push({ where, was: tell(was), is: tell(is) });
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function tell(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
