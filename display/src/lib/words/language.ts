/** Languages of the screens; Vietnamese is the first. */
export type Language = 'vi' | 'en';

/** The language asked for by `?lang=`; Vietnamese unless it is English. */
export function languageOf(asked: string | null): Language {
  return asked === 'en' ? 'en' : 'vi';
}
