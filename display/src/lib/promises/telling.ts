import type { KpiId, KpiUnit } from '#shared/kpi/kpi-units.ts';
import { createFormat, type Format } from '../format/create-format.ts';
import { kpiWords } from '../words/kpi-words.ts';
import type { Language } from '../words/language.ts';
import { promisesWords, type PromisesWords } from './words/promises-words.ts';

/** What units (and sets of them), offices, procedures and systems are called in a language, by code. */
export type Names = {
  readonly units: Readonly<Record<string, string>>;
  readonly offices: Readonly<Record<string, string>>;
  readonly procedures: Readonly<Record<string, string>>;
  readonly systems: Readonly<Record<string, string>>;
};

/** How figures, times and names are said on the pages of promises. */
export type Telling = {
  readonly words: PromisesWords;
  readonly format: Format;
  readonly language: Language;
  readonly timeZone: string;
  readonly kpi: (kpi: KpiId) => string;
  readonly unit: (code: string) => string;
  readonly office: (code: string | null) => string;
  readonly procedure: (code: string) => string;
  readonly system: (code: string) => string;
};

/** Builds it for a page. */
export function createTelling(language: Language, timeZone: string, names: Names): Telling {
  const words = promisesWords[language];
  const nameIn = (list: Readonly<Record<string, string>>, code: string): string => list[code] ?? code;
  return {
    ...{ words, language, timeZone, format: createFormat(language, timeZone) },
    kpi: (kpi) => kpiWords[language][kpi],
    unit: (code) => (code === '' ? words.city : nameIn(names.units, code)),
    office: (code) => (code === null ? words.nobody : nameIn(names.offices, code)),
    procedure: (code) => nameIn(names.procedures, code),
    system: (code) => nameIn(names.systems, code),
  };
}

/** A value as people say it: `78,4 %`, `12 phút`, `1.234`. */
export function writeValue({ format }: Telling, value: number, unit: KpiUnit): string {
  if (unit === 'share') return `${format.percent(value)} %`;
  return unit === 'ms' ? writeSpan(format, value) : format.whole(value);
}

/** How far apart two values are, without a sign: points of a share, time, or a number. */
export function writeDistance({ format, words }: Telling, distance: number, unit: KpiUnit): string {
  const apart = Math.abs(distance);
  if (unit === 'share') return words.points.replace('{n}', format.percent(apart));
  return unit === 'ms' ? writeSpan(format, apart) : format.whole(apart);
}

/** Milliseconds in the one unit that suits them. */
export function writeSpan(format: Format, ms: number): string {
  const { value, unit } = format.duration(ms / 1_000);
  return `${value} ${unit}`;
}
