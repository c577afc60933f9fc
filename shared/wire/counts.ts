/** The size of a roll-up's bucket: minute and hour in UTC, day in the city's civil calendar. */
export type Grain = 'minute' | 'hour' | 'day';

/**
 * One roll-up row as it stands after a commit (absolute, so applying it twice is harmless):
 * `[grain, bucket, unit, scope, metric, dim, n, sum, min, max]`. `bucket` is an ISO instant in UTC for minute and hour,
 * a civil date (`2026-11-23`) for day. `unit` '' is the whole city, `scope` an asset or '', `dim` `key=value` or ''.
 */
export type CountRow = readonly [
  grain: Grain,
  bucket: string,
  unit: string,
  scope: string,
  metric: string,
  dim: string,
  n: number,
  sum: number,
  min: number,
  max: number,
];

/** What the writer publishes after a commit. Commits are numbered without gaps; a missing one means: read again. */
export type CountsMessage = {
  readonly commit: number;
  /** EVENTS sequence this commit reaches. */
  readonly seq: number;
  /** Rows of one commit may come in several parts; `part` counts from 0 to `parts - 1`. */
  readonly part: number;
  readonly parts: number;
  readonly worlds: readonly { readonly world: string; readonly rows: readonly CountRow[] }[];
};
