import { kpiNames } from '../kpi/kpi-names.ts';
import type { KpiUnit } from '../kpi/kpi-units.ts';
import type { BriefKpi } from './brief.ts';
import { briefWords, fillIn, type BriefLanguage } from './words/brief-words.ts';

const locales = { vi: 'vi-VN', en: 'en-GB' } as const;
/** Between a number and what belongs to it: never broken over two lines. */
const tie = '\u00a0';

/** How figures and times are written in a language and a city's zone. */
export type FigureWriter = ReturnType<typeof writeFiguresIn>;

/** Writers of everything a brief says in numbers. */
export function writeFiguresIn(language: BriefLanguage, timeZone: string) {
  const words = briefWords[language];
  const numbers = new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 });
  const moments = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    ...{ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  });
  const number = (value: number): string => numbers.format(value);

  const length = (ms: number): string => {
    const [most, unit] = unitOf(ms);
    return `${number(Math.round((ms / most) * 10) / 10)}${tie}${words.unit[unit]}`;
  };
  const value = (figure: number | null, unit: KpiUnit): string => {
    if (figure === null) return words.noValue;
    if (unit === 'ms') return length(figure);
    return unit === 'share' ? `${number(toTenth(figure * 100))}${tie}%` : number(figure);
  };
  const moment = (instant: string | number): string => moments.format(new Date(instant)).replace(', ', ' ');
  return {
    ...{ words, language, number, length, value, moment },
    name: ({ kpi, unit }: Pick<BriefKpi, 'kpi' | 'unit'>, unitName = unit): string =>
      unit === '' ? kpiNames[language][kpi] : `${kpiNames[language][kpi]} (${unitName})`,
    day: (day: string): string => day.split('-').reverse().join('/'),
    time: (instant: string): string => moment(instant).slice(-5),
    gap: ({
      gap,
      target,
      valueUnit,
      direction,
    }: Pick<BriefKpi, 'gap' | 'target' | 'valueUnit' | 'direction'>): string => {
      if (target === null) return words.gap.none;
      if (gap === null) return words.noValue;
      const amount = valueUnit === 'share' ? points(gap) : gap;
      const isMost = direction === 'at_most' && valueUnit === 'share';
      const say = words.gap[isMost ? 'most' : valueUnit === 'ms' ? 'time' : valueUnit];
      if (amount === 0 && gap === 0) return say.even;
      const size = Math.abs(amount);
      return fillIn(gap < 0 ? say.short : say.over, { n: valueUnit === 'ms' ? length(size) : number(size) });
    },
    change: ({ value: now, before, valueUnit }: Pick<BriefKpi, 'value' | 'before' | 'valueUnit'>): string => {
      if (now === null || before === null) return words.noValue;
      const by = now - before;
      const sign = by > 0 ? '+' : by < 0 ? '−' : '±';
      if (valueUnit === 'share') return `${sign}${number(Math.abs(points(by)))}${tie}${words.unit.points}`;
      return `${sign}${valueUnit === 'ms' ? length(Math.abs(by)) : number(Math.abs(by))}`;
    },
  };
}

/** Percentage points; what is not nothing is not written as nothing. */
function points(share: number): number {
  const rounded = Math.round(share * 1_000) / 10;
  return rounded === 0 && share !== 0 ? Math.sign(share) * 0.1 : rounded;
}

/** Rounded to a tenth; 99.96 % is not a hundred. */
function toTenth(percent: number): number {
  const rounded = Math.round(percent * 10) / 10;
  return rounded === 100 && percent < 100 ? 99.9 : rounded;
}

function unitOf(ms: number): readonly [number, 's' | 'min' | 'h' | 'd'] {
  if (ms < 100_000) return [1_000, 's'];
  if (ms < 6_000_000) return [60_000, 'min'];
  return ms < 172_800_000 ? [3_600_000, 'h'] : [86_400_000, 'd'];
}
