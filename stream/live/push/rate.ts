/** How many times a second a screen may be sent deltas; screens of one rate share every serialisation. */
const pushRates = [5, 10, 20, 50] as const;
export type PushRate = (typeof pushRates)[number];

/** The rate for a screen that asked for `hz` (1 to 50): the next one down, the lowest at least. */
export function toRate(hz: number): PushRate {
  return pushRates.findLast((rate) => rate <= hz) ?? pushRates[0];
}
