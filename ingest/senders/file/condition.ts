import { z } from 'zod';
import { isInstant, RowProblem, type Cell } from './row.ts';
import { toText, type Lookup } from './template.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** `before`, `after`, `notBefore` and `notAfter` compare with another value by name, or with a civil date or time. */
const matcherSchema = z.union([
  scalar,
  z.array(scalar).min(1),
  z.strictObject({
    not: z.union([scalar, z.array(scalar).min(1)]).optional(),
    empty: z.boolean().optional(),
    matches: z.string().refine(isPattern, 'not a regular expression').optional(),
    above: z.number().optional(),
    below: z.number().optional(),
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    before: z.string().optional(),
    after: z.string().optional(),
    notBefore: z.string().optional(),
    notAfter: z.string().optional(),
  }),
]);
type Matcher = z.output<typeof matcherSchema>;
type Tests = Extract<Matcher, { empty?: unknown }>;

/** `{column: matcher, …}`: all must hold; `any`, `all` take lists, `not` one condition. */
export type Condition = { readonly [name: string]: Matcher | Condition | readonly Condition[] };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.record(z.string(), z.unknown()).transform((fields, context) => {
    const condition: Record<string, Matcher | Condition | readonly Condition[]> = {};
    for (const [key, field] of Object.entries(fields)) {
      const schema =
        key === 'not'
          ? conditionSchema
          : key === 'any' || key === 'all'
            ? z.array(conditionSchema).min(1)
            : matcherSchema;
      const parsed = schema.safeParse(field);
      if (parsed.success) condition[key] = parsed.data;
      else context.addIssue({ code: 'custom', path: [key], message: 'not a condition; see "Conditions" in the guide' });
    }
    return condition;
  }),
);

export type Test = (lookup: Lookup) => boolean;

/** Compiles a condition. `toInstantMs` reads a civil date or time of the source, for comparisons with a fixed moment. */
export function compileCondition(condition: Condition, toInstantMs: (text: string) => number): Test {
  const tests = Object.entries(condition).map(([key, field]): Test => {
    if (key === 'not') return negate(compileCondition(field as Condition, toInstantMs));
    if (key === 'any' || key === 'all') {
      const inner = (field as readonly Condition[]).map((one) => compileCondition(one, toInstantMs));
      return key === 'any'
        ? (lookup) => inner.some((test) => test(lookup))
        : (lookup) => inner.every((test) => test(lookup));
    }
    const matches = compileMatcher(field as Matcher, toInstantMs);
    return (lookup) => matches(lookup(key), lookup);
  });
  return (lookup) => tests.every((test) => test(lookup));
}

type Match = (cell: Cell, lookup: Lookup) => boolean;

function compileMatcher(matcher: Matcher, toInstantMs: (text: string) => number): Match {
  if (typeof matcher !== 'object' || Array.isArray(matcher)) return isOneOf(matcher);
  const compilers: { [Key in keyof Tests]-?: (wanted: NonNullable<Tests[Key]>) => Match } = {
    not: (wanted) => {
      const isOne = isOneOf(wanted);
      return (cell, lookup) => !isOne(cell, lookup);
    },
    empty: (wanted) => (cell) => (cell === null) === wanted,
    matches: (wanted) => {
      const expression = new RegExp(wanted, 'u');
      return (cell) => cell !== null && expression.test(toText(cell));
    },
    above: (wanted) => compareNumber((number) => number > wanted),
    below: (wanted) => compareNumber((number) => number < wanted),
    atLeast: (wanted) => compareNumber((number) => number >= wanted),
    atMost: (wanted) => compareNumber((number) => number <= wanted),
    before: (wanted) => compareTime(wanted, toInstantMs, (ms, otherMs) => ms < otherMs),
    after: (wanted) => compareTime(wanted, toInstantMs, (ms, otherMs) => ms > otherMs),
    notBefore: (wanted) => compareTime(wanted, toInstantMs, (ms, otherMs) => ms >= otherMs),
    notAfter: (wanted) => compareTime(wanted, toInstantMs, (ms, otherMs) => ms <= otherMs),
  };
  const matches = Object.entries(matcher).map(([key, wanted]) =>
    (compilers[key as keyof Tests] as (wanted: unknown) => Match)(wanted),
  );
  return (cell, lookup) => matches.every((match) => match(cell, lookup));
}

/** Text is compared as written; a number also equals its other spellings (999 and 999.00). */
function isOneOf(wanted: z.output<typeof scalar> | readonly z.output<typeof scalar>[]): Match {
  const list = Array.isArray(wanted)
    ? (wanted as readonly z.output<typeof scalar>[])
    : [wanted as z.output<typeof scalar>];
  return (cell) =>
    cell !== null &&
    list.some((one) => (typeof one === 'number' ? Number(toText(cell)) === one : toText(cell) === String(one)));
}

/** Null compares with nothing. */
function compareNumber(holds: (number: number) => boolean): Match {
  return (cell) => {
    if (cell === null) return false;
    const number = Number(toText(cell));
    if (Number.isNaN(number)) throw new RowProblem('a condition compares something that is not a number');
    return holds(number);
  };
}

function compareTime(
  wanted: string,
  toInstantMs: (text: string) => number,
  holds: (ms: number, otherMs: number) => boolean,
): Match {
  const fixedMs = /^\d{4}-\d{2}-\d{2}/.test(wanted) ? toInstantMs(wanted) : undefined;
  return (cell, lookup) => {
    const other = fixedMs === undefined ? lookup(wanted) : { instantMs: fixedMs };
    if (cell === null || other === null) return false;
    if (!isInstant(cell) || !isInstant(other))
      throw new RowProblem('a condition compares something that is not a time');
    return holds(cell.instantMs, other.instantMs);
  };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

function negate(test: Test): Test {
  return (lookup) => !test(lookup);
}
