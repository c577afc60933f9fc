import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { addToMinutes, coarsen, type RollUpDelta, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import { createSeriesIndex } from '#shared/kpi/series.ts';
import type { CountedSeries } from '#shared/store/read-past-counts.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { CountRow } from '#shared/wire/counts.ts';
import type { DirtyKeys } from '../push/topic-source.ts';

/** An event that counts from now on, or (-1) no longer does. */
export type Counting = { readonly event: AcceptedEvent; readonly sign: 1 | -1 };

/**
 * The counts of a civil day as the log brings them, event by event with the writer's own arithmetic. What is dated ahead of the
 * world's clock waits for its day. n and sum are exact; min and max are, but for what was taken away again.
 */
export class PastCounts {
  readonly #calendar: CivilCalendar;
  readonly #index = createSeriesIndex();
  readonly #days = new Map<string, Map<string, CountRow>>();
  #day: string;

  constructor(calendar: CivilCalendar, day: string, counted: readonly CountedSeries[]) {
    this.#calendar = calendar;
    this.#day = day;
    const rows = this.#rowsOf(day);
    for (const { unit, metric, dim, n, sum, min, max } of counted) {
      rows.set(keyOf(unit, metric, dim), ['day', day, unit, '', metric, dim, n, sum, min, max]);
    }
  }

  get day(): string {
    return this.#day;
  }

  /** All rows of the day that hold something. */
  allRows(): CountRow[] {
    return [...this.#rowsOf(this.#day).values()].filter(([, , , , , , n]) => n !== 0);
  }

  rowsOf(keys: Iterable<string>): CountRow[] {
    const rows = this.#rowsOf(this.#day);
    return [...keys].map((key) => rows.get(key)).filter((row) => row !== undefined);
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
    const minutes: RollUpDeltas = new Map();
    for (const { event, sign } of events) {
      if (event.asset === '' || this.#calendar.dayOf(Date.parse(event.time)) < this.#day) continue;
      try {
        addToMinutes(minutes, this.#index, event, sign);
      } catch {
        // The writer set it apart as well.
      }
    }
    const changed = new Map<string, string>();
    for (const [dayMs, deltas] of coarsen(minutes, 'day', this.#calendar)) {
      const day = new Date(dayMs).toISOString().slice(0, 10);
      const rows = this.#rowsOf(day);
      for (const delta of deltas.values()) {
        const { unit, scope, metric, dim } = delta.series;
        if (scope !== '') continue;
        const key = keyOf(unit, metric, dim);
        rows.set(key, added(rows.get(key), delta, day));
        if (day === this.#day) changed.set(key, '');
      }
    }
    return changed;
  }

  #rowsOf(day: string): Map<string, CountRow> {
    let rows = this.#days.get(day);
    if (!rows) this.#days.set(day, (rows = new Map<string, CountRow>()));
    return rows;
  }
}

function added(known: CountRow | undefined, { series, n, sum, min, max }: RollUpDelta, day: string): CountRow {
  const { unit, metric, dim } = series;
  const [wasN, wasSum, wasMin, wasMax] = known ? [known[6], known[7], known[8], known[9]] : [0, 0, Infinity, -Infinity];
  return [
    ...(['day', day, unit, '', metric, dim, wasN + n, wasSum + Number(sum)] as const),
    ...([Math.min(wasMin, min), Math.max(wasMax, max)] as const),
  ];
}

function keyOf(unit: string, metric: string, dim: string): string {
  return `${unit}\n${metric}\n${dim}`;
}
