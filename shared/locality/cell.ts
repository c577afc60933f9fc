import { z } from 'zod';
import type { Bilingual } from './pack-problem.ts';

/** A cell of a table: text in, a value out, and one sentence for whoever wrote something else there. */
export type Cell<Value> = z.ZodType<Value, string>;

/** A cell read by `parse`, which gives undefined for what it does not take; `must` says what it takes. */
export function cell<Value>(must: Bilingual, parse: (text: string) => Value | undefined): Cell<Value> {
  return z.string().transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    const params = text === '' ? EMPTY(must) : { vi: `“${shown}”: ${must.vi}`, en: `“${shown}”: ${must.en}` };
    context.addIssue({ code: 'custom', message: params.en, params });
    return z.NEVER;
  });
}

/** The same cell, which may be empty: null. */
export function orEmpty<Value>(filled: Cell<Value>): Cell<Value | null> {
  return z.string().transform((text, context) => {
    if (text === '') return null;
    const parsed = filled.safeParse(text);
    if (parsed.success) return parsed.data;
    for (const { message, ...issue } of parsed.error.issues) {
      context.addIssue({ code: 'custom', message, params: 'params' in issue ? (issue.params ?? {}) : {} });
    }
    return z.NEVER;
  });
}

const EMPTY = (must: Bilingual): Bilingual => ({ vi: `đang trống; ${must.vi}`, en: `is empty; ${must.en}` });
