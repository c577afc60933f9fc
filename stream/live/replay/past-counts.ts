import { findType } from '#shared/events/catalogue.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { createSeriesIndex, type Series } from '#shared/kpi/series.ts';
import type { CountedSeries } from '#shared/store/read-past-counts.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { CountRow } from '#shared/wire/counts.ts';
import type { DirtyKeys } from '../push/topic-source.ts';

/** An event that counts from now on, or (-1) no longer does. */
export type Counting = { readonly event: AcceptedEvent; readonly sign: 1 | -1 };

type Counted = { n: number; sum: number; min: number; max: number };
type Day = Map<Series, Counted>;

/**
 * The counts of a civil day as the log brings them, event by event: what an event measures and which rows that goes to is what its
 * type declares, as for the writer; assets' rows and distributions are for no screen and left out. What is dated ahead of
 * the world's clock waits for its day. n and sum are exact; min and max are, but for what was taken away again.
 */
export class PastCounts {
  readonly #calendar: CivilCalendar;
  /** Of one world, whose name no key needs. */
  readonly #index = createSeriesIndex();
  readonly #days = new Map<string, Day>();
  readonly #byKey = new Map<string, Series>();
  #day: string;

  constructor(
    calendar: CivilCalendar,
    day: string,
    counted: Iterable<readonly [day: string, known: readonly CountedSeries[]]>,
  ) {
    this.#calendar = calendar;
    this.#day = day;
    for (const [of, series] of counted) {
      const rows = this.#rowsOf(of);
      for (const { unit, metric, dim, ...known } of series) rows.set(this.#seriesOf(unit, metric, dim), known);
    }
  }

  get day(): string {
    return this.#day;
  }

  /** All rows of the day that hold something. */
  allRows(): CountRow[] {
    const rows: CountRow[] = [];
    for (const [series, counted] of this.#rowsOf(this.#day))
      if (counted.n !== 0) rows.push(toRow(this.#day, series, counted));
    return rows;
  }

  rowsOf(keys: Iterable<string>): CountRow[] {
    const rows = this.#rowsOf(this.#day);
    return [...keys].flatMap((key) => {
      const series = this.#byKey.get(key);
      const counted = series && rows.get(series);
      return series && counted ? [toRow(this.#day, series, counted)] : [];
    });
  }

  /** Another civil day by the world's clock; returns whether it is. */
  moveDay(day: string): boolean {
    if (day === this.#day) return false;
    this.#day = day;
    for (const known of this.#days.keys()) if (known < day) this.#days.delete(known);
    return true;
  }

  /** Counts events of the day and of days to come. Returns which of the day's rows are others now. */
  take(events: readonly Counting[]): DirtyKeys {
    const changed = new Set<Series>();
    for (const { event, sign } of events) {
      if (event.asset === '') continue;
      const day = this.#calendar.dayOf(Date.parse(event.time));
      if (day >= this.#day) this.#add(this.#rowsOf(day), event, { sign, changed: day === this.#day ? changed : null });
    }
    const keys = new Map<string, string>();
    for (const series of changed) {
      const key = keyOf(series);
      this.#byKey.set(key, series);
      keys.set(key, '');
    }
    return keys;
  }

  #add(rows: Day, event: AcceptedEvent, { sign, changed }: { sign: 1 | -1; changed: Set<Series> | null }): void {
    const type = findType(event.type)?.type;
    if (!type) return;
    for (const { metric, value } of type.measure(event)) {
      const of = this.#index('', metric);
      const to = [of.total(''), of.total(event.unit)];
      for (const name of type.metrics[metric]?.dims ?? []) {
        const label = event.data[name];
        if (typeof label === 'string') to.push(of.label('', name, label), of.label(event.unit, name, label));
      }
      for (const series of to) {
        const counted = rows.get(series) ?? { n: 0, sum: 0, min: Infinity, max: -Infinity };
        counted.n += sign;
        counted.sum += sign * value;
        if (sign === 1 && value < counted.min) counted.min = value;
        if (sign === 1 && value > counted.max) counted.max = value;
        rows.set(series, counted);
        changed?.add(series);
      }
    }
  }

  #seriesOf(unit: string, metric: string, dim: string): Series {
    const of = this.#index('', metric);
    const at = dim.indexOf('=');
    return at < 0 ? of.total(unit) : of.label(unit, dim.slice(0, at), dim.slice(at + 1));
  }

  #rowsOf(day: string): Day {
    let rows = this.#days.get(day);
    if (!rows) this.#days.set(day, (rows = new Map<Series, Counted>()));
    return rows;
  }
}

function toRow(day: string, { unit, metric, dim }: Series, { n, sum, min, max }: Counted): CountRow {
  return ['day', day, unit, '', metric, dim, n, sum, min, max];
}

function keyOf({ unit, metric, dim }: Series): string {
  return `${unit}\n${metric}\n${dim}`;
}
