import type { FieldView } from '#shared/docs/describe-fields.ts';
import type { Language } from '../words/language.ts';
import { docsWordsOf, fill } from './docs-words.ts';

/** What a field holds, in a line: `số nguyên, giây, 1 – 3.600`. */
export function describeForm({ form, unit, minimum, maximum, maxLength }: FieldView, language: Language): string {
  const words = docsWordsOf(language);
  const number = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'vi-VN');
  const parts = [words.form[form]];
  if (unit) parts.push(unit[language]);
  if (minimum !== undefined && maximum !== undefined) {
    parts.push(`${number.format(minimum)} – ${number.format(maximum)}`);
  } else if (minimum !== undefined) parts.push(`≥ ${number.format(minimum)}`);
  else if (maximum !== undefined) parts.push(`≤ ${number.format(maximum)}`);
  if (maxLength !== undefined) parts.push(fill(words.events.upTo, { n: maxLength }));
  return parts.join(', ');
}
