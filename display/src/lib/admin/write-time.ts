/** An instant as `23/11/2026 14:05` in the city's zone. */
export function writeTime(instant: string | number | Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  return format.format(new Date(instant)).replace(', ', ' ');
}

/** A civil day, `2026-11-23`, as `23/11/2026`. */
export function writeDay(day: string): string {
  return day.split('-').reverse().join('/');
}
