import type { MaintenanceScope } from '#shared/wire/alert-commands.ts';
import type { Language } from '../words/language.ts';
import { wordsOf } from '../words/words.ts';
import { maintenanceWords, type MaintenanceWords } from './maintenance-words.ts';

/** What work is planned on, in words: one of each list that is given; an empty scope is the whole city. */
export function writeScope(
  { units, kinds, assets, rules }: MaintenanceScope,
  names: {
    readonly words: MaintenanceWords;
    readonly nameOf: (unit: string) => string;
    readonly kindOf: (kind: string) => string;
  },
): string {
  const { words, nameOf, kindOf } = names;
  const parts = [
    kinds?.map(kindOf).join(', '),
    units?.map(nameOf).join(', '),
    assets?.join(', '),
    rules && `${words.rules} ${rules.join(', ')}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? words.city : parts.join(` ${words.and} `);
}

/** How units and kinds are called in what is written. */
export function scopeNames(
  language: Language,
  units: readonly { readonly code: string; readonly name: string }[],
): Parameters<typeof writeScope>[1] {
  const names = new Map(units.map(({ code, name }) => [code, name]));
  const kinds: Partial<Readonly<Record<string, string>>> = wordsOf(language).kind;
  return {
    words: maintenanceWords[language],
    nameOf: (code) => names.get(code) ?? code,
    kindOf: (kind) => kinds[kind] ?? kind,
  };
}
