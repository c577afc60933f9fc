const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant as `23/11/2026 14:05:10` in the city's zone: events of one minute are told apart. */
export function writeSecond(ms: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    });
    formats.set(timeZone, format);
  }
  return format.format(ms).replace(', ', ' ');
}
