import type { Format } from '../format/create-format.ts';

/** `451/476 có số liệu`: how many of those expected a panel's figures rest on; `what` names what is counted. */
export function writeCoverage(reporting: number, expected: number, format: Format, what = ''): string {
  const { whole, words } = format;
  return `${whole(reporting)}/${whole(expected)} ${what} ${words.reportsOf}`.replace('  ', ' ');
}

/** `lúc 14:05:10`, with the date when that was another day; nothing where nothing was heard. */
export function writeAsOf(asOfMs: number | null, nowMs: number | null, format: Format): string {
  if (asOfMs === null || nowMs === null) return '';
  return `${format.words.clock.asOf} ${format.moment(asOfMs, nowMs)}`;
}

// The writer commits many times a second while anything happens and says so at least with each tick.
const countsOldS = 10;

/** Whether today's counts are too old to pass for the present. */
export function areCountsOld(countsAgeS: number | null): boolean {
  return countsAgeS !== null && countsAgeS > countsOldS;
}

/** `số đếm cũ 25 giây` where counts are old, else the words given. */
export function writeCountsAge(countsAgeS: number | null, format: Format, otherwise: string): string {
  if (countsAgeS === null || !areCountsOld(countsAgeS)) return otherwise;
  const { value, unit } = format.duration(countsAgeS);
  return `${format.words.countsOld} ${value} ${unit}`;
}
