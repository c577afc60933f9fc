import { mostDueTimes, type OpenView } from '#shared/wire/push.ts';
import { absent, type Figure } from './figure.ts';
import { seenToday } from './seen-today.ts';
import type { WallMoment } from './wall-moment.ts';

export type ReportSummary = {
  readonly open: Figure;
  /** Of the open ones, those whose due time has passed; absent where none tells a due time. */
  readonly overdue: Figure;
  /** More may be overdue: a place has more of them than its view tells. */
  readonly overdueAtLeast: boolean;
  /** Places that told of a report today. */
  readonly heardToday: number;
  readonly asOfMs: number | null;
};

/** Citizens' reports open now, wherever they are held, and how many of them are overdue. */
export function summariseReports(assets: readonly { readonly code: string }[], moment: WallMoment): ReportSummary {
  const { state, nowMs } = moment;
  const heardToday = seenToday(assets, moment, 'report');
  const known = assets.flatMap(({ code }) => state.assets.get(code) ?? []);
  const told = known.filter(({ fields, open }) => fields.report !== undefined || open.report !== undefined);
  if (nowMs === null || told.length === 0) {
    const none = absent(nowMs === null ? 'no-clock' : 'never');
    return { open: none, overdue: none, overdueAtLeast: false, heardToday, asOfMs: null };
  }
  const times = told.flatMap(({ fields }) => (fields.report ? [Date.parse(fields.report.time)] : []));
  const asOfMs = times.length > 0 ? Math.max(...times) : null;
  let open = 0;
  let overdue = 0;
  let haveDue = 0;
  let overdueAtLeast = false;
  for (const { open: sorts } of told) {
    if (!sorts.report) continue;
    open += sorts.report.count;
    const due = dueTimes(sorts.report);
    const passed = due.filter(([time]) => Date.parse(time) < nowMs);
    haveDue += due.length;
    overdue += passed.reduce((sum, [, items]) => sum + items, 0);
    overdueAtLeast ||= passed.length === mostDueTimes;
  }
  return {
    open: { value: open, asOfMs },
    overdue: open > 0 && haveDue === 0 ? absent('never') : { value: overdue, asOfMs },
    ...{ overdueAtLeast, heardToday, asOfMs },
  };
}

function dueTimes({ count, items, due }: OpenView): NonNullable<OpenView['due']> {
  if (count > items.length) return due ?? [];
  return items.flatMap(({ value }) => (typeof value.dueAt === 'string' ? [[value.dueAt, 1] as const] : []));
}
