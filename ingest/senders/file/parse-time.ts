import { RowProblem } from './row.ts';
import type { WallClock } from '#shared/time/wall-clock.ts';

type Field =
  | 'year'
  | 'shortYear'
  | 'month'
  | 'monthName'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'half'
  | 'offset'
  | 'unix';

/** Letters of a format, longest first; any other character stands for itself. */
const letters: readonly [letters: string, field: Field, pattern: string][] = [
  ['yyyy', 'year', '(\\d{4})'],
  ['yy', 'shortYear', '(\\d{2})'],
  ['MMM', 'monthName', '([A-Za-z]{3,9})\\.?'],
  ['MM', 'month', '(\\d{2})'],
  ['M', 'month', '(\\d{1,2})'],
  ['dd', 'day', '(\\d{2})'],
  ['d', 'day', '(\\d{1,2})'],
  ['HH', 'hour', '(\\d{2})'],
  ['H', 'hour', '(\\d{1,2})'],
  ['hh', 'hour', '(\\d{2})'],
  ['h', 'hour', '(\\d{1,2})'],
  ['mm', 'minute', '(\\d{2})'],
  ['ss', 'second', '(\\d{2})'],
  ['S', 'fraction', '(\\d{1,9})'],
  ['a', 'half', '([AaPp]\\.?[Mm]\\.?|SA|CH)'],
  ['Z', 'offset', '(Z|[+-]\\d{2}:?(?:\\d{2})?)'],
  ['X', 'unix', '(\\d{9,13}(?:\\.\\d+)?)'],
];

/**
 * Compiles a format such as `yyMMdd H:mm:ss`, `dd/MM/yyyy h:mm a` or `iso` into a parser of instants. `iso` takes any
 * RFC 3339 spelling, each with its own offset; without an offset, the wall clock's zone is meant.
 */
export function compileTimeFormat(format: string, wallClock: WallClock): (text: string) => number {
  if (format === 'iso') return (text) => parseIso(text, wallClock);
  const fields: Field[] = [];
  let pattern = '';
  for (let rest = format; rest.length > 0;) {
    const found = letters.find(([token]) => rest.startsWith(token));
    if (found) fields.push(found[1]);
    pattern += found ? found[2] : rest.slice(0, 1).replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    rest = rest.slice(found ? found[0].length : 1);
  }
  const expression = new RegExp(`^${pattern}$`, 'u');
  return (text) => {
    const match = expression.exec(text.trim());
    if (!match) throw new RowProblem(`a time that is not written as ${format}`);
    return toInstant(new Map(fields.map((field, index) => [field, match[index + 1] ?? ''])), wallClock);
  };
}

function parseIso(text: string, wallClock: WallClock): number {
  const trimmed = text.trim().replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T');
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}.*)?$/.test(trimmed))
    throw new RowProblem('a time that is not written as ISO 8601');
  const hasOffset = /(Z|[+-]\d{2}:?\d{2})$/.test(trimmed.slice(10));
  const ms = Date.parse(hasOffset ? trimmed : `${trimmed.length === 10 ? `${trimmed}T00:00` : trimmed}Z`);
  if (Number.isNaN(ms)) throw new RowProblem('a time that does not exist');
  return hasOffset ? ms : wallClock.instantOf(ms);
}

function toInstant(part: ReadonlyMap<Field, string>, wallClock: WallClock): number {
  const unix = part.get('unix');
  if (unix !== undefined) return Math.round(Number(unix) * (unix.split('.')[0]?.length === 13 ? 1 : 1000));
  const number = (field: Field, otherwise: number): number => Number(part.get(field) ?? otherwise);
  const shortYear = part.get('shortYear');
  // Two digits mean the hundred years around 2000: nobody replays 1949 or 2050.
  const year =
    shortYear === undefined ? number('year', 1970) : Number(shortYear) + (Number(shortYear) < 50 ? 2000 : 1900);
  const month = toMonth(part.get('monthName')) ?? number('month', 1);
  const day = number('day', 1);
  const hour = toHour(number('hour', 0), part.get('half'));
  const fractionMs = Math.floor(Number(`0.${part.get('fraction') ?? '0'}`) * 1000);
  const wallMs = Date.UTC(year, month - 1, day, hour, number('minute', 0), number('second', 0), fractionMs);
  if (new Date(wallMs).getUTCDate() !== day || hour > 23) throw new RowProblem('a time that does not exist');
  const offset = part.get('offset');
  return offset === undefined ? wallClock.instantOf(wallMs) : wallMs - toOffsetMs(offset);
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** English names of months, short or whole. */
function toMonth(name: string | undefined): number | undefined {
  if (name === undefined) return undefined;
  const index = monthNames.indexOf(name.slice(0, 3).toLowerCase());
  if (index < 0) throw new RowProblem('a time that does not exist');
  return index + 1;
}

/** Twelve-hour clocks; SA and CH are the Vietnamese halves of the day (sáng, chiều). */
function toHour(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) throw new RowProblem('a time that does not exist');
  return (hour % 12) + (/^(p|ch)/i.test(half) ? 12 : 0);
}

function toOffsetMs(offset: string): number {
  if (offset === 'Z') return 0;
  const digits = offset.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0');
  return (offset.startsWith('-') ? -1 : 1) * minutes * 60_000;
}
