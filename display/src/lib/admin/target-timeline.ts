import type { TargetRow } from '#shared/store/list-targets.ts';

/** When a row of the ledger holds, seen from today. */
export type TargetTime = 'past' | 'now' | 'ahead';

/** What was, is and will have to be reached by the same units in the same KPI and set, in order of time. */
export type TargetLine = {
  readonly key: string;
  readonly kpi: string;
  readonly set: string;
  readonly unitSet: string;
  readonly rows: readonly (TargetRow & {
    readonly time: TargetTime;
    readonly startShare: number;
    readonly share: number;
  })[];
};

/** The days that the picture of a ledger spans, the second exclusive. */
export type TimelineSpan = { readonly from: string; readonly to: string };

/** The rows of a ledger as lines of a timeline; what has no end runs to the end of the picture. */
export function toTimeline(rows: readonly TargetRow[], today: string, { from, to }: TimelineSpan): TargetLine[] {
  const length = Date.parse(to) - Date.parse(from);
  const place = (day: string): number => Math.min(1, Math.max(0, (Date.parse(day) - Date.parse(from)) / length));
  const lines = Map.groupBy(rows, ({ kpi, set, unitSet }) => `${kpi} ${set} ${unitSet}`);
  return [...lines].flatMap(([key, own]) => {
    const [first] = own;
    if (!first) return [];
    const { kpi, set, unitSet } = first;
    const placed = own.map((row) => {
      const startShare = place(row.validFrom);
      return { ...row, time: timeOf(row, today), startShare, share: place(row.validTo ?? to) - startShare };
    });
    return [{ key, kpi, set, unitSet, rows: placed }];
  });
}

/** From the year's beginning before the first row to the year's end after the last, today among them. */
export function spanOf(rows: readonly TargetRow[], today: string): TimelineSpan {
  const days = [
    today,
    ...rows.flatMap(({ validFrom, validTo }) => (validTo ? [validFrom, validTo] : [validFrom])),
  ].sort();
  const [first = today, last = today] = [days[0], days.at(-1)];
  return { from: `${first.slice(0, 4)}-01-01`, to: `${String(Number(last.slice(0, 4)) + 1)}-01-01` };
}

/** How far along the picture a day lies, 0 to 1. */
export function placeOf(day: string, { from, to }: TimelineSpan): number {
  return (Date.parse(day) - Date.parse(from)) / (Date.parse(to) - Date.parse(from));
}

function timeOf({ validFrom, validTo }: TargetRow, today: string): TargetTime {
  if (validFrom > today) return 'ahead';
  return validTo !== null && validTo <= today ? 'past' : 'now';
}
