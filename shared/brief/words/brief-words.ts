import { enBrief } from './en-brief.ts';
import { viBrief } from './vi-brief.ts';

export type BriefWords = typeof viBrief;
export type BriefLanguage = 'vi' | 'en';

/** The words of briefs by language. */
export const briefWords: Readonly<Record<BriefLanguage, BriefWords>> = { vi: viBrief, en: enBrief };

/** A text with `{name}` replaced by the value of that name. */
export function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
