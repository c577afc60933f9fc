import type { Language } from '../words/language.ts';

type Value = string | number | boolean | null | undefined;

/** `?lang=en&page=2`: the language of the page and what else is asked; nothing where all is as it would be anyway. */
export function queryOf(language: Language, asked: Readonly<Record<string, Value>> = {}): string {
  const query = new URLSearchParams(language === 'en' ? { lang: 'en' } : {});
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined && value !== null && value !== '' && value !== false) query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}
