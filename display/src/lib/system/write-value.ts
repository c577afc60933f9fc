import type { Format } from '../format/create-format.ts';
import type { ToldCondition } from './system-report.ts';

const sizes = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A condition's figure in its unit, `72,5 %`, `1,2 GB`, `3 giây`; a dash where it could not be read. */
export function writeValue(value: number | null, unit: ToldCondition['unit'], format: Format): string {
  if (value === null) return '—';
  switch (unit) {
    case 's':
      return writeAge(value, format);
    case 'share':
      return `${format.percent(value)} %`;
    case 'bytes':
      return writeBytes(value, format);
    case 'frames':
      return `${format.whole(value)} ${format.words.system.unit.frames}`;
    case 'count':
      return format.whole(value);
  }
}

/** A length of time, `3 phút`. */
export function writeAge(seconds: number, format: Format): string {
  const { value, unit } = format.duration(seconds);
  return `${value} ${unit}`;
}

function writeBytes(bytes: number, format: Format): string {
  const power = Math.min(sizes.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${format.whole(bytes / 1000 ** power)} ${sizes[power] ?? ''}`;
}

/** What a condition measures, in words; its own name where there are none. */
export function nameOf(name: string, format: Format): { name: string; short: string; todo: string } {
  const known: Partial<Record<string, { name: string; short: string; todo: string }>> = format.words.system.condition;
  return known[name] ?? { name, short: name, todo: format.words.system.todo.own };
}

/** A process or server by the words for it; its own name where there are none. */
export function partName(name: string, format: Format): string {
  const known: Partial<Record<string, string>> = format.words.system.part;
  return known[name] ?? name;
}

/** What a process's own check found, in words; the check's own name where there are none. */
export function checkName(name: string, format: Format): string {
  const known: Partial<Record<string, string>> = format.words.system.ownCheck;
  return known[name] ?? name;
}
