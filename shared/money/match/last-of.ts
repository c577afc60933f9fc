/** The last of some civil days; null of none. */
export function lastOf(days: readonly string[]): string | null {
  return days.reduce<string | null>((last, day) => (last === null || day > last ? day : last), null);
}
