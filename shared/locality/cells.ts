import { cell, type Cell } from './cell.ts';
import { parseOpeningHours } from '../time/opening-hours.ts';

/** A code that names something for ever. */
export const code = cell(
  {
    vi: 'mã gồm 1–64 chữ không dấu, số hoặc . _ -, bắt đầu bằng chữ hoặc số',
    en: 'a code is 1 to 64 letters, digits or . _ -, beginning with a letter or digit',
  },
  (text) => (/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text) ? text : undefined),
);

/** Composed text (NFC), so that equal text is equal bytes whatever keyboard wrote it. */
export const name = textOf(200);

/** Text of at most `most` characters, composed. */
export function textOf(most: number): Cell<string> {
  return cell(
    {
      vi: `cần chữ Unicode dựng sẵn (NFC), 1–${most} ký tự, một dòng`,
      en: `must be composed Unicode (NFC), 1 to ${most} characters on one line`,
    },
    (text) =>
      text.length > 0 && text.length <= most && text === text.normalize('NFC') && !/[\n\r\t]/.test(text)
        ? text
        : undefined,
  );
}

export const longitude = numberWithin(-180, 180, {
  vi: 'kinh độ WGS 84 tính bằng độ, ví dụ 105.85',
  en: 'a WGS 84 longitude in degrees, such as 105.85',
});
export const latitude = numberWithin(-90, 90, {
  vi: 'vĩ độ WGS 84 tính bằng độ, ví dụ 21.03',
  en: 'a WGS 84 latitude in degrees, such as 21.03',
});

/** A civil day, `2026-11-23`. */
export const day = cell(
  {
    vi: 'cần một ngày có thật dạng năm-tháng-ngày, ví dụ 2026-11-23',
    en: 'must be a real day written year-month-day, such as 2026-11-23',
  },
  (text) => (isDay(text) ? text : undefined),
);

/** Opening hours, kept as they are written. */
export const opening = cell(
  {
    vi: 'giờ mở cửa không đọc được; viết như Mo-Fr 08:00-11:30,13:30-17:00',
    en: 'these opening hours cannot be read; write them as Mo-Fr 08:00-11:30,13:30-17:00',
  },
  (text) => (parseOpeningHours(text) ? text : undefined),
);

/** `true` or `false`; empty is false. */
export const flag = cell({ vi: 'chỉ nhận true, false hoặc để trống', en: 'must be true, false or empty' }, (text) => {
  const known: Record<string, boolean> = { true: true, false: false, '': false };
  return known[text.toLowerCase()];
});

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Cell<Word> {
  const list = words.join(', ');
  return cell({ vi: `chỉ nhận một trong: ${list}`, en: `must be one of: ${list}` }, (text) =>
    words.find((word) => word === text),
  );
}

/** A number with a decimal point. */
export function numberWithin(least: number, most: number, says?: { vi: string; en: string }): Cell<number> {
  const must = says ?? {
    vi: `cần một số từ ${least} đến ${most}, dấu thập phân là dấu chấm`,
    en: `must be a number from ${least} to ${most}, with a decimal point`,
  };
  return cell(must, (text) => readNumber(text, /^-?\d+(\.\d+)?$/, least, most));
}

/** A whole number without separators. */
export function wholeNumber(least: number, most: number): Cell<number> {
  return cell(
    {
      vi: `cần một số nguyên từ ${least} đến ${most}, không có dấu phân cách`,
      en: `must be a whole number from ${least} to ${most}, without separators`,
    },
    (text) => readNumber(text, /^-?\d+$/, least, most),
  );
}

function readNumber(text: string, form: RegExp, least: number, most: number): number | undefined {
  const value = Number(text);
  return form.test(text) && value >= least && value <= most ? value : undefined;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
