import type { Bilingual } from './bilingual.ts';

const units: readonly (readonly [ending: RegExp, unit: Bilingual])[] = [
  [/(?:^|[a-z])S$/, { vi: 'giây', en: 's' }],
  [/Ms$/, { vi: 'mili giây', en: 'ms' }],
  [/Vnd$/, { vi: 'đồng', en: 'VND' }],
  [/Pct$/, { vi: '%', en: '%' }],
];

/** The unit of a field, which its name ends in (`waitS`, `amountVnd`); undefined for one without. */
export function unitOfField(name: string): Bilingual | undefined {
  return units.find(([ending]) => ending.test(name))?.[1];
}
