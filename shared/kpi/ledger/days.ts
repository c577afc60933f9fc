/** Civil days `from` to before `to`, as `2026-11-23`; such texts sort by time. */
export type Days = { readonly from: string; readonly to: string };

/** Later than any day: the end of what has none. */
export const endless = '9999-12-31';

const dayMs = 86_400_000;

/** The civil day `count` days after another. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** How many days from one to a later one. */
export function countDays({ from, to }: Days): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The calendar month of a day. */
export function monthOf(day: string): Days {
  const from = `${day.slice(0, 7)}-01`;
  // The longest month has 31 days.
  return { from, to: `${addDays(from, 31).slice(0, 7)}-01` };
}

/** What two spans have in common; undefined when that is no day. */
export function overlapOf(one: Days, other: Days): Days | undefined {
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  return from < to ? { from, to } : undefined;
}

/** A span cut at some days, in order; days outside it cut nothing. */
export function cutAt({ from, to }: Days, days: Iterable<string>): Days[] {
  const inside = [...new Set(days)].filter((day) => day > from && day < to).sort();
  const bounds = [from, ...inside, to];
  return bounds.slice(1).map((end, at) => ({ from: bounds[at] ?? from, to: end }));
}

/** Neighbours that say the same become one. */
export function joinEqual<Said>(
  pieces: readonly { readonly days: Days; readonly said: Said }[],
  isSame: (one: Said, other: Said) => boolean,
): { days: Days; said: Said }[] {
  const joined: { days: Days; said: Said }[] = [];
  for (const { days, said } of pieces) {
    const last = joined.at(-1);
    if (last?.days.to === days.from && isSame(last.said, said)) last.days = { from: last.days.from, to: days.to };
    else joined.push({ days, said });
  }
  return joined;
}

/** Whether a row that holds from `validFrom` to before `validTo` (null: no end) holds on a day. */
export function holdsOn(row: { readonly validFrom: string; readonly validTo: string | null }, day: string): boolean {
  return row.validFrom <= day && (row.validTo === null || day < row.validTo);
}
