import type { StatementMapping } from './mapping.ts';
import { isDay } from './reference.ts';

/** An amount that could be read, or why not. */
export type ParsedAmount = { readonly amountVnd: number } | { readonly fault: 'bad-amount' | 'fraction' };

const mostVnd = 10_000_000_000_000;

/**
 * A bank's amount as whole đồng: `1.234.567`, `1,234,567.00`, `-50 000`, `(50.000)`, `1.000.000 VND`. A fraction of a đồng is
 * refused, never rounded.
 */
export function parseAmount(text: string, decimal: StatementMapping['decimal']): ParsedAmount {
  const bare = text.trim().replace(/\s*(vnd|vnđ|đ|₫)$/i, '');
  const isNegative = /^\(.*\)$/.test(bare) || /^[-−]/.test(bare) || /[-−]$/.test(bare);
  const digits = bare.replaceAll(/[()+\-−\s\u00a0']/g, '');
  const group = decimal === ',' ? '.' : ',';
  const [whole = '', fraction = '', ...rest] = digits.split(decimal);
  const isWhole = whole.includes(group) ? isGrouped(whole, group) : /^\d{1,15}$/.test(whole);
  if (rest.length > 0 || !isWhole || !/^\d*$/.test(fraction)) return { fault: 'bad-amount' };
  if (/[1-9]/.test(fraction)) return { fault: 'fraction' };
  const amountVnd = Number(whole.replaceAll(group, ''));
  if (amountVnd > mostVnd) return { fault: 'bad-amount' };
  return { amountVnd: isNegative && amountVnd !== 0 ? -amountVnd : amountVnd };
}

/** A bank's date as a civil day, with or without a time of day behind it; undefined for none. */
export function parseDay(text: string, format: StatementMapping['dateFormat']): string | undefined {
  const [date = ''] = text.trim().split(/[\sT]/);
  // A spreadsheet's own date reads so whatever its cell looks like.
  if (/^\d{4}-\d{2}-\d{2}$/.test(date)) return isDay(date) ? date : undefined;
  const [, first = '', separator, second = '', year = ''] = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(date) ?? [];
  if (separator !== format[2]) return undefined;
  const [d, m] = format.startsWith('mm') ? [second, first] : [first, second];
  const day = `${year}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

function isGrouped(whole: string, group: string): boolean {
  const [first = '', ...rest] = whole.split(group);
  return /^\d{1,3}$/.test(first) && rest.length <= 4 && rest.every((part) => /^\d{3}$/.test(part));
}
