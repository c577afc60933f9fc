/** Rows of a list on one page. */
export const pageRows = 25;

/** Which page of a list is asked for, from 1. */
export function readPage(url: URL): number {
  const asked = Number(url.searchParams.get('page') ?? '1');
  return Number.isInteger(asked) && asked >= 1 && asked <= 100_000 ? asked : 1;
}
