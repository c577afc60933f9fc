import type { Language } from '../words/language.ts';
import type { ChartUnit } from './charts.ts';
import type { LevelsWords } from './words/levels-words.ts';

const numbers = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }),
} as const;

/** A number as the language writes it, to one decimal. */
export function writeNumber(value: number, language: Language): string {
  return numbers[language].format(value);
}

/** A value of a chart with its unit. */
export function writeMeasure(value: number, unit: ChartUnit, { words, language }: MeasureContext): string {
  const name = words.series.units[unit];
  const number = writeNumber(value, language);
  return name === '' ? number : `${number}\u00a0${name}`;
}

type MeasureContext = { readonly words: LevelsWords; readonly language: Language };
