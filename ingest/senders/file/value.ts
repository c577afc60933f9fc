import { z } from 'zod';
import { conditionSchema } from './condition.ts';

/**
 * How a value is worked out. A plain text is a template; an object has one operator (its first key), whose operand is
 * the name of a column or of another value.
 */
const name = z.string().min(1);
const clamp = { atLeast: z.number().optional(), atMost: z.number().optional() };
const numeric = {
  times: z.number().optional(),
  plus: z.number().optional(),
  decimal: z.enum(['.', ',']).default('.'),
  ...clamp,
};
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const operators = {
  /** A number; `times` and `plus` convert it, `atLeast` and `atMost` hold it within bounds. */
  number: z.strictObject({ number: name, ...numeric }),
  /** The same, rounded. */
  integer: z.strictObject({ integer: name, ...numeric }),
  /** An amount in whole đồng. */
  money: z.strictObject({ money: name, vndPerUnit: z.number().positive(), decimal: z.enum(['.', ',']).default('.') }),
  /** A duration in seconds; `clock` reads `H:mm:ss` or `mm:ss`. */
  seconds: z.strictObject({ seconds: name, unit: z.enum(['ms', 's', 'min', 'h', 'clock']).default('s'), ...clamp }),
  /** Seconds from the first instant to the second. */
  between: z.strictObject({ between: z.tuple([name, name]), ...clamp }),
  /** An instant. `after`: a time of day more than twelve hours before that value belongs to the next day. */
  time: z.strictObject({
    time: z.string().min(1),
    format: z.string().min(1),
    zone: z.string().optional(),
    after: name.optional(),
  }),
  /** An instant some seconds later or earlier; a number, or the name of a duration. */
  shift: z.strictObject({
    shift: name,
    plus: z.union([z.number(), name]).optional(),
    minus: z.union([z.number(), name]).optional(),
  }),
  earliest: z.strictObject({ earliest: z.array(name).min(1) }),
  latest: z.strictObject({ latest: z.array(name).min(1) }),
  /** The first that is not null. */
  first: z.strictObject({ first: z.array(name).min(1) }),
  /** A table of words; without `otherwise` (a template) a word that is not in it is a problem of the row. */
  lookup: z.strictObject({ lookup: name, in: z.record(z.string(), scalar), otherwise: z.string().optional() }),
  /** Whether a condition holds. */
  test: z.strictObject({ test: conditionSchema }),
  /** A value that is there only when a condition holds. */
  when: z.strictObject({ when: conditionSchema, give: z.string() }),
  /** An item's id (template): new in every pass of a loop. */
  item: z.strictObject({ item: z.string().min(1) }),
  /** A template made into a short code: characters that a code may not have become spaces. */
  code: z.strictObject({ code: z.string().min(1) }),
};

export type Operator = keyof typeof operators;
export type OperatorValue = { [Key in Operator]: z.output<(typeof operators)[Key]> };
export type Value = z.output<typeof scalar> | OperatorValue[Operator];

export const valueSchema: z.ZodType<Value> = z.unknown().transform((raw, context): Value => {
  if (typeof raw !== 'object' || raw === null) return refuseUnless(scalar.safeParse(raw), context);
  const operator = Object.keys(operators).find((key) => Object.hasOwn(raw, key)) as Operator | undefined;
  if (operator) return refuseUnless<OperatorValue[Operator]>(operators[operator].safeParse(raw), context);
  context.addIssue({ code: 'custom', message: `needs one of ${Object.keys(operators).join(', ')}` });
  return z.NEVER;
});

/** The operator of a value that is an object. */
export function operatorOf(value: OperatorValue[Operator]): Operator {
  return Object.keys(operators).find((key) => Object.hasOwn(value, key)) as Operator;
}

function refuseUnless<T>(parsed: z.ZodSafeParseResult<T>, context: z.RefinementCtx): T {
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path: [...path], message });
  return z.NEVER;
}
