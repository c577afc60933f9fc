/** A day's distribution as the database writes its two arrays: slots, and how many lie in each. */
export type DaySlots = { readonly slots: string; readonly ns: string };

const [minus, nought, nine] = ['-', '0', '9'].map((digit) => digit.charCodeAt(0)) as [number, number, number];

/** Distributions of several days as one: slot to how many. */
export function sumSlots(days: readonly DaySlots[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const day of days) {
    const slots = numbersIn(day.slots);
    const ns = numbersIn(day.ns);
    for (let at = 0; at < slots.length; at += 1) {
      const slot = slots[at] ?? 0;
      sums.set(slot, (sums.get(slot) ?? 0) + (ns[at] ?? 0));
    }
  }
  return sums;
}

/** `{3,17,41}` as numbers, digit by digit: a month of all units has a quarter of a million of them. */
function numbersIn(array: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let sign = 1;
  for (let at = 1; at < array.length; at += 1) {
    const code = array.charCodeAt(at);
    if (code >= nought && code <= nine) value = value * 10 + code - nought;
    else if (code === minus) sign = -1;
    else if (array.length > 2) {
      numbers.push(sign * value);
      [value, sign] = [0, 1];
    }
  }
  return numbers;
}
