/** Working shifts at parking sites, within a civil day: the night is its first six hours and its last two. */
export const shifts = ['morning', 'afternoon', 'night'] as const;
export type Shift = (typeof shifts)[number];

/** The shift of an hour of the day, 0 to 23. */
export function shiftOf(hour: number): Shift {
  if (hour < 6 || hour >= 22) return 'night';
  return hour < 14 ? 'morning' : 'afternoon';
}
