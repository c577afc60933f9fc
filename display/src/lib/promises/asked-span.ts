import { z } from 'zod';
import { addDays, countDays, type Days } from '#shared/kpi/ledger/days.ts';

const day = z.iso.date();
/** Longer ones are asked of nothing but by hand. */
const longestDays = 366;

/**
 * The days a figure is asked of by an address, `from` and `to` both included; undefined: its present, also where they say
 * no days at all.
 */
export function readSpan(query: URLSearchParams): Days | undefined {
  const [from, last] = [day.safeParse(query.get('from')), day.safeParse(query.get('to'))];
  if (!from.success || !last.success || from.data > last.data) return undefined;
  const span = { from: from.data, to: addDays(last.data, 1) };
  return countDays(span) > longestDays ? undefined : span;
}

/** The same days as an address says them; nothing of the present. */
export function spanQuery(span: Days | undefined): { readonly from?: string; readonly to?: string } {
  return span ? { from: span.from, to: addDays(span.to, -1) } : {};
}
