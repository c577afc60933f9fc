import { paymentMethods } from '../../events/kinds/parking.ts';
import type { Grain } from '../match/rows.ts';
import type { PaymentMethod } from '../method.ts';

/** What a transfer says it is for; what its words do not name is null. */
export type Reference = {
  readonly day: string;
  readonly site: string | null;
  readonly method: PaymentMethod | null;
};

/** Finds a reference in a bank's words; `grain` is what every reference of this form names. */
export type ReferenceForm = { readonly find: (text: string) => Reference | undefined; readonly grain: Grain };

const dayParts = {
  yyyymmdd: '(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})',
  ddmmyyyy: '(?<d>\\d{2})(?<m>\\d{2})(?<y>\\d{4})',
  ddmmyy: '(?<d>\\d{2})(?<m>\\d{2})(?<y>\\d{2})',
} as const;
const parts: Readonly<Record<string, string>> = {
  ...dayParts,
  site: '(?<site>[A-Za-z0-9]{1,20}(?:-[A-Za-z0-9]{1,20}){0,3})',
  method: `(?<method>${paymentMethods.join('|')})`,
};

/**
 * Makes a search of a form such as `PK {site} {method} {yyyymmdd}`. Banks break and join words as they like: between parts
 * any spaces, dots, dashes and slashes will do. Every part matches a bounded length, so no text takes long.
 */
export function compileReference(form: string): ReferenceForm | { readonly fault: string } {
  const names = [...form.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
  const strange = names.find((name) => !Object.hasOwn(parts, name));
  if (strange !== undefined)
    return { fault: `there is no {${strange}}; there are {${Object.keys(parts).join('}, {')}}` };
  if (names.filter((name) => name in dayParts).length !== 1) return { fault: 'must name the day once, as {yyyymmdd}' };
  if (new Set(names).size !== names.length) return { fault: 'names a part twice' };
  const source = form
    .split(/(\{[^}]*\})/)
    .map(
      (piece) =>
        parts[piece.slice(1, -1)] ??
        piece
          .split(/[\s./_-]+/)
          .map(escape)
          .join(gap),
    )
    .join('');
  const search = new RegExp(`(?<![A-Za-z0-9])${source}(?![A-Za-z0-9])`, 'i');
  const grain = { site: names.includes('site'), method: names.includes('method') };
  return { grain, find: (text) => toReference(search.exec(text)?.groups) };
}

const gap = '[\\s./_-]{0,3}';

function escape(word: string): string {
  return word.replaceAll(/[^A-Za-z0-9]/g, '\\$&');
}

function toReference(found: Readonly<Record<string, string | undefined>> | undefined): Reference | undefined {
  if (!found) return undefined;
  const { y = '', m = '', d = '', site, method } = found;
  const day = `${y.length === 2 ? `20${y}` : y}-${m}-${d}`;
  if (!isDay(day)) return undefined;
  return {
    day,
    site: site?.toUpperCase() ?? null,
    method: (method?.toLowerCase() as PaymentMethod | undefined) ?? null,
  };
}

/** Whether a text is a day that there is. */
export function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
