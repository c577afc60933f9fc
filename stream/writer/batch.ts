import type { SeriesIndex } from '#shared/kpi/series.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { CountRow } from '#shared/wire/counts.ts';
import type { Finding, LoggedEvent } from './logged-event.ts';
import type { SeriesIds } from './series-ids.ts';

/** Frames read from the log up to and including `seq`. */
export type Batch = {
  readonly seq: number;
  readonly events: readonly LoggedEvent[];
  readonly findings: readonly Finding[];
};

/** What a commit did. `rows` are the changed minutes and days of the city and its units, by world. */
export type Committed = {
  readonly commit: number;
  readonly seq: number;
  readonly rows: Map<string, CountRow[]>;
  readonly fresh: number;
  readonly repeats: number;
  readonly conflicts: number;
};

/** What the writer carries from commit to commit. */
export type WriterMemory = {
  readonly fence: number;
  readonly calendar: CivilCalendar;
  /** Months known to have a partition of identities; forgotten whenever a batch fails. */
  readonly months: Set<string>;
  /** As long as identities are kept: how far back one is looked for under another time. */
  readonly lookBackMs: number;
  /** Replaced, with its numbers, when it has grown large: both only spare asking the database. */
  seriesIndex: SeriesIndex;
  /** Forgotten like `months`. */
  readonly seriesIds: SeriesIds;
};
