/**
 * In which of the last twenty minutes an alert began or ended being a breach: bit 0 is the newest minute. As Naemon, which
 * looks at the twenty changes there can be between 21 checks; a check is a minute here.
 */
export type FlapHistory = { readonly minute: number; readonly bits: number; readonly isFlapping: boolean };

const looks = 20;
const allBits = 2 ** looks - 1;
/** Recent changes weigh more than old ones. */
const oldestWeight = 0.75;
const newestWeight = 1.25;
/** Percent of weighted change from which it flaps, and at which it no longer does. */
export const flapThresholds = { high: 30, low: 20 } as const;

export const neverFlapped: FlapHistory = { minute: 0, bits: 0, isFlapping: false };

/** The history at a minute, with a change in it or not. */
export function noteMinute(history: FlapHistory, minute: number, isChange: boolean): FlapHistory {
  const passed = Math.max(0, minute - history.minute);
  const shifted = passed >= looks ? 0 : (history.bits << passed) & allBits;
  const bits = isChange ? shifted | 1 : shifted;
  const percent = percentChange(bits);
  const isFlapping = percent >= flapThresholds.high || (history.isFlapping && percent > flapThresholds.low);
  return bits === 0 && !isFlapping ? neverFlapped : { minute: history.minute + passed, bits, isFlapping };
}

/** How much of twenty looks were changes, in percent, the newest weighing 1.25 and the oldest 0.75. */
export function percentChange(bits: number): number {
  let weight = 0;
  for (let age = 0; age < looks; age += 1) {
    if (((bits >> age) & 1) === 0) continue;
    weight += newestWeight - ((newestWeight - oldestWeight) * age) / (looks - 1);
  }
  // Sums of fractions come out a hair off, and this is compared.
  return Math.round((weight * 100_000_000) / looks) / 1_000_000;
}
