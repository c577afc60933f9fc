import type { CityView } from '../city/city-view.ts';
import type { Language } from '../words/language.ts';

/** How units and connected systems are called; a device is called by its code. */
export function namesOf({ units, systems }: CityView, language: Language): (code: string) => string {
  const names = new Map(
    [...units, ...systems].map(({ code, name, nameEn }) => [code, language === 'en' ? nameEn : name]),
  );
  return (code) => names.get(code) ?? code;
}
