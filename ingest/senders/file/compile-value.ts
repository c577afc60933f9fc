import { compileCondition } from './condition.ts';
import { compileTimeFormat } from './parse-time.ts';
import { isInstant, RowProblem, type Cell } from './row.ts';
import { compileTemplate, toText, type Lookup } from './template.ts';
import { operatorOf, type Operator, type OperatorValue, type Value } from './value.ts';
import { dayMs, wallClockOf } from '#shared/time/wall-clock.ts';

export type Evaluate = (lookup: Lookup) => Cell;

type Compilers = { [Key in Operator]: (value: OperatorValue[Key], zone: string) => Evaluate };

/** Compiles a value of a mapping. `zone` is the source's. Evaluating throws `RowProblem` when the row does not fit. */
export function compileValue(value: Value, zone: string): Evaluate {
  if (typeof value === 'string') return compileTemplate(value);
  if (typeof value !== 'object') return () => value;
  const operator = operatorOf(value);
  return (compilers[operator] as (value: OperatorValue[Operator], zone: string) => Evaluate)(value, zone);
}

/** Reads a civil date or time written in a mapping, in the source's zone. */
export function fixedTimeReader(zone: string): (text: string) => number {
  return compileTimeFormat('iso', wallClockOf(zone));
}

const compilers: Compilers = {
  number: (value) => numberOf(value.number, value),
  integer: (value) => {
    const evaluate = numberOf(value.integer, value);
    return (lookup) => round(evaluate(lookup));
  },
  money: ({ money, vndPerUnit, decimal }) => {
    const evaluate = numberOf(money, { times: vndPerUnit, decimal });
    return (lookup) => round(evaluate(lookup));
  },
  seconds: ({ seconds, unit, ...bounds }) => {
    if (unit !== 'clock') return numberOf(seconds, { times: secondsPer[unit], decimal: '.', ...bounds });
    return (lookup) => {
      const cell = lookup(seconds);
      return cell === null ? null : clamp(readClock(toText(cell)), bounds);
    };
  },
  between:
    ({ between: [from, to], ...bounds }) =>
    (lookup) => {
      const fromMs = instantMsOf(from, lookup);
      const toMs = instantMsOf(to, lookup);
      return fromMs === null || toMs === null ? null : clamp((toMs - fromMs) / 1000, bounds);
    },
  time: ({ time, format, zone, after }, sourceZone) => {
    const text = compileTemplate(time);
    const parse = compileTimeFormat(format, wallClockOf(zone ?? sourceZone));
    return (lookup) => {
      const cell = text(lookup);
      if (cell === null) return null;
      const instantMs = parse(toText(cell));
      const afterMs = after === undefined ? null : instantMsOf(after, lookup);
      return { instantMs: afterMs !== null && instantMs < afterMs - dayMs / 2 ? instantMs + dayMs : instantMs };
    };
  },
  shift:
    ({ shift, plus, minus }) =>
    (lookup) => {
      const instantMs = instantMsOf(shift, lookup);
      const plusS = secondsOf(plus, lookup);
      const minusS = secondsOf(minus, lookup);
      if (instantMs === null || plusS === null || minusS === null) return null;
      return { instantMs: instantMs + Math.round((plusS - minusS) * 1000) };
    },
  earliest:
    ({ earliest }) =>
    (lookup) =>
      pickInstant(earliest, lookup, Math.min),
  latest:
    ({ latest }) =>
    (lookup) =>
      pickInstant(latest, lookup, Math.max),
  first:
    ({ first }) =>
    (lookup) => {
      for (const name of first) {
        const cell = lookup(name);
        if (cell !== null) return cell;
      }
      return null;
    },
  lookup: ({ lookup: name, in: words, otherwise }) => {
    const fallback = otherwise === undefined ? undefined : compileTemplate(otherwise);
    return (lookup) => {
      const cell = lookup(name);
      if (cell === null) return null;
      const word = toText(cell);
      if (Object.hasOwn(words, word)) return words[word] ?? null;
      if (fallback) return fallback(lookup);
      throw new RowProblem(`${name}: a word that is not in its lookup table`);
    };
  },
  test: ({ test }, zone) => compileCondition(test, fixedTimeReader(zone)),
  when: ({ when, give }, zone) => {
    const holds = compileCondition(when, fixedTimeReader(zone));
    const evaluate = compileTemplate(give);
    return (lookup) => (holds(lookup) ? evaluate(lookup) : null);
  },
  item: ({ item }) => {
    const evaluate = compileTemplate(item);
    return (lookup) => {
      const cell = evaluate(lookup);
      return cell === null ? null : { item: toPrintable(toText(cell)) };
    };
  },
  code: ({ code }) => {
    const evaluate = compileTemplate(code);
    return (lookup) => {
      const cell = evaluate(lookup);
      return cell === null ? null : toCode(toText(cell));
    };
  },
};

/** Text as an id can hold it: printable ASCII without spaces; anything else is percent-encoded, so that ids stay apart. */
export function toPrintable(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));
}

const secondsPer = { ms: 0.001, s: 1, min: 60, h: 3600 };

type NumberOptions = { times?: number | undefined; plus?: number | undefined; decimal: '.' | ',' } & Bounds;
type Bounds = { atLeast?: number | undefined; atMost?: number | undefined };

function numberOf(
  name: string,
  { times = 1, plus = 0, decimal, ...bounds }: NumberOptions,
): (lookup: Lookup) => number | null {
  return (lookup) => {
    const cell = lookup(name);
    if (cell === null) return null;
    if (typeof cell === 'number') return clamp(cell * times + plus, bounds);
    const text = toText(cell).trim();
    const plain = decimal === ',' ? text.replaceAll(/[.\s]/g, '').replace(',', '.') : text.replaceAll(/[,\s]/g, '');
    const number = Number(plain);
    if (plain === '' || Number.isNaN(number)) throw new RowProblem(`${name}: not a number`);
    return clamp(number * times + plus, bounds);
  };
}

function clamp(number: number, { atLeast = -Infinity, atMost = Infinity }: Bounds): number {
  return Math.min(atMost, Math.max(atLeast, number));
}

function round(number: Cell): number | null {
  return typeof number === 'number' ? Math.round(number) : null;
}

function readClock(text: string): number {
  const parts = /^(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.\d+)?$/.exec(text.trim());
  if (!parts) throw new RowProblem('a duration that is not written as H:mm:ss');
  return Number(parts[1] ?? 0) * 3600 + Number(parts[2]) * 60 + Number(parts[3]);
}

function instantMsOf(name: string, lookup: Lookup): number | null {
  const cell = lookup(name);
  if (cell === null) return null;
  if (!isInstant(cell)) throw new RowProblem(`${name}: not a time`);
  return cell.instantMs;
}

function secondsOf(operand: number | string | undefined, lookup: Lookup): number | null {
  if (typeof operand !== 'string') return operand ?? 0;
  const cell = lookup(operand);
  if (cell !== null && typeof cell !== 'number') throw new RowProblem(`${operand}: not a duration`);
  return cell;
}

function pickInstant(names: readonly string[], lookup: Lookup, pick: (...ms: number[]) => number): Cell {
  const found = names.map((name) => instantMsOf(name, lookup)).filter((ms) => ms !== null);
  return found.length === 0 ? null : { instantMs: pick(...found) };
}

function toCode(text: string): string | null {
  const cleaned = text
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N} ._/-]+/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .trim();
  return cleaned === '' ? null : cleaned.slice(0, 64);
}
