const units: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3_600, d: 86_400 };

/** Reads `45m`, `2h`, `90s` as seconds. */
export function readDuration(text: string, name: string): number {
  const [, count = '', unit = ''] = /^(\d+(?:\.\d+)?)(s|m|min|h|d)$/.exec(text) ?? [];
  const seconds = Number(count) * (units[unit] ?? Number.NaN);
  if (count === '' || !(seconds > 0)) throw new Error(`--${name}: write it as 45m, 2h or 90s, not "${text}"`);
  return Math.round(seconds);
}
