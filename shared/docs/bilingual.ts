/** The same said in Vietnamese and in English. */
export type Bilingual = { readonly vi: string; readonly en: string };
