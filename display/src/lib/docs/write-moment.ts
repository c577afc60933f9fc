/** An instant as `23/11/2026 14:05:10` in the city's zone. */
export function writeMoment(instant: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  });
  return format.format(new Date(instant)).replace(', ', ' ');
}
