/** Minutes of a day, from 0 to 1440; `to` is not part of it. */
export type OpenSpan = { readonly from: number; readonly to: number };

/** Open spans by weekday, Monday first, each day's in order and apart. */
export type OpeningHours = readonly (readonly OpenSpan[])[];

const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];
const allDay: OpenSpan = { from: 0, to: 1_440 };

/**
 * Reads opening hours such as `Mo-Fr 08:00-11:30,13:30-17:00; Sa 08:00-11:30` or `24/7`. A day has one rule; no span
 * passes midnight. Undefined for anything else.
 */
export function parseOpeningHours(text: string): OpeningHours | undefined {
  if (text === '24/7') return weekdays.map(() => [allDay]);
  const week: OpenSpan[][] = weekdays.map(() => []);
  for (const rule of text.split(';')) {
    const [dayPart = '', spanPart = '', ...rest] = rule.trim().split(/ +/);
    const days = parseDays(dayPart);
    const spans = parseSpans(spanPart);
    if (rest.length > 0 || !days || !spans) return undefined;
    for (const day of days) {
      if (week[day]?.length !== 0) return undefined;
      week[day] = spans;
    }
  }
  return week;
}

/** `Mo-Fr`, `Mo,We-Fr` as weekday numbers, Monday 0. */
function parseDays(text: string): number[] | undefined {
  const days: number[] = [];
  for (const part of text.split(',')) {
    const [first = '', last = first, ...rest] = part.split('-');
    const from = weekdays.indexOf(first);
    const to = weekdays.indexOf(last);
    if (rest.length > 0 || from < 0 || to < from) return undefined;
    for (let day = from; day <= to; day += 1) days.push(day);
  }
  return new Set(days).size === days.length ? days : undefined;
}

function parseSpans(text: string): OpenSpan[] | undefined {
  const spans: OpenSpan[] = [];
  for (const part of text.split(',')) {
    const [, from, to] = /^(\d{2}:\d{2})-(\d{2}:\d{2})$/.exec(part) ?? [];
    const span = { from: toMinutes(from), to: toMinutes(to) };
    const before = spans.at(-1)?.to ?? 0;
    // Comparisons with NaN are false, so a time that is none ends here too.
    if (!(span.from >= before && span.to > span.from)) return undefined;
    spans.push(span);
  }
  return spans;
}

function toMinutes(clock: string | undefined): number {
  const [hours = Number.NaN, minutes = Number.NaN] = (clock ?? '').split(':').map(Number);
  const total = hours * 60 + minutes;
  return minutes < 60 && total <= 1_440 ? total : Number.NaN;
}
