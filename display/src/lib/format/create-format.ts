import type { Language } from '../words/language.ts';
import { wordsOf, type Words } from '../words/words.ts';

/** A number and the unit that follows it, to be set in different sizes. */
export type Amount = { readonly value: string; readonly unit: string };

/** How numbers and times of the world are written in a language and a city's zone. */
export type Format = {
  readonly words: Words;
  /** `1.234`, whole. */
  readonly whole: (value: number) => string;
  /** A share 0 to 1 as `72,5`, without its sign. */
  readonly percent: (share: number) => string;
  /** A share so near the whole, or a difference so small, that one decimal would hide it: two, never rounded up to 100. */
  readonly finePercent: (share: number) => string;
  /** Seconds in the one unit that suits them. */
  readonly duration: (seconds: number) => Amount;
  /** `14:05:10`. */
  readonly time: (ms: number) => string;
  /** `14:05`. */
  readonly minute: (ms: number) => string;
  /** `14:05:10` on the day of `nowMs`, `22/11 14:05` on another. */
  readonly moment: (ms: number, nowMs: number) => string;
  /** `Thứ Hai 23/11/2026`. */
  readonly date: (ms: number) => string;
};

/** Builds the formatters once: making an `Intl` object costs more than using it. */
export function createFormat(language: Language, timeZone: string): Format {
  const words = wordsOf(language);
  const locale = language === 'en' ? 'en-GB' : 'vi-VN';
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const oneDecimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const twoDecimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' });
  return {
    words,
    whole: (value) => whole.format(value),
    percent: (share) => oneDecimal.format(share * 100),
    finePercent: (share) => twoDecimals.format(Math.floor(Number((share * 10_000).toFixed(6))) / 100),
    duration: (seconds) => toAmount(seconds, words, (value) => oneDecimal.format(value)),
    time: (ms) => clock.format(ms),
    minute: (ms) => clock.format(ms).slice(0, 5),
    moment: (ms, nowMs) => {
      const on = day.format(ms);
      return on === day.format(nowMs) ? clock.format(ms) : `${on.slice(0, 5)} ${clock.format(ms).slice(0, 5)}`;
    },
    date: (ms) => {
      const text = day.format(ms);
      const [dd = 1, mm = 1, yyyy = 1970] = text.split('/').map(Number);
      return `${words.weekdays[new Date(Date.UTC(yyyy, mm - 1, dd)).getUTCDay()] ?? ''} ${text}`;
    },
  };
}

function toAmount(seconds: number, { unit }: Words, write: (value: number) => string): Amount {
  if (seconds < 99.5) return { value: write(Math.round(seconds)), unit: unit.s };
  if (seconds < 99.5 * 60) return { value: write(Math.round(seconds / 60)), unit: unit.min };
  if (seconds < 48 * 3600) return { value: write(Math.round(seconds / 360) / 10), unit: unit.h };
  return { value: write(Math.round(seconds / 8640) / 10), unit: unit.d };
}
