/**
 * A distribution as the database writes its two arrays: slots, and how many lie in each. Or several one after the other
 * (`{1,2}{1}`), none of them empty.
 */
export type DaySlots = { readonly slots: string; readonly ns: string };

const codes = ['-', '0', '9', '}'].map((sign) => sign.charCodeAt(0)) as [number, number, number, number];
const [minus, nought, nine, close] = codes;

/** Distributions of several days as one: slot to how many. */
export function sumSlots(days: readonly DaySlots[]): Map<number, number> {
  const sums: number[] = [];
  for (const day of days) addDay(sums, day);
  const found = new Map<number, number>();
  // Slots that were never met are holes, which are passed over.
  sums.forEach((n, slot) => found.set(slot, n));
  return found;
}

/** Reads both texts side by side, digit by digit: a month of all units has a quarter of a million numbers in each. */
function addDay(sums: number[], { slots, ns }: DaySlots): void {
  const end = slots.length - 1;
  for (let at = 1, other = 1; at < end;) {
    let [slot, n, code] = [0, 0, 0];
    while (isDigit((code = slots.charCodeAt(at)))) {
      slot = slot * 10 + code - nought;
      at += 1;
    }
    const isLess = ns.charCodeAt(other) === minus;
    if (isLess) other += 1;
    while (isDigit((code = ns.charCodeAt(other)))) {
      n = n * 10 + code - nought;
      other += 1;
    }
    sums[slot] = (sums[slot] ?? 0) + (isLess ? -n : n);
    // Past a comma, or past the end of one array and the beginning of the next.
    const step = slots.charCodeAt(at) === close ? 2 : 1;
    at += step;
    other += step;
  }
}

function isDigit(code: number): boolean {
  return code >= nought && code <= nine;
}
