/** Which events are counted again: those of civil days `from` to before `to` of one world. */
export type HandAsked = {
  readonly world: string;
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  /** An SQL condition on `unit`, `local` and `time`: what to leave out. */
  readonly without?: string;
  readonly merged?: readonly [old: string, next: string];
};

/**
 * SQL for the events of some types that `standing`: not withdrawn, with their local time and the unit under which they are
 * read. Its parameters are those of `handParameters`.
 */
export function standingSql(types: readonly string[]): string {
  const kinds = [...new Set(types.map((type) => `'${type.split('.')[0] ?? ''}.voided'`))];
  return `withdrawn AS MATERIALIZED (
    SELECT source, asset, split_part(type, '.', 1) AS kind, data->>'id' AS id FROM events
    WHERE world = $1 AND type IN (${kinds.join()})),
  standing AS MATERIALIZED (
    SELECT type, data, asset, time, time AT TIME ZONE 'Asia/Ho_Chi_Minh' AS local,
      CASE WHEN unit = $4 THEN $5 ELSE unit END AS unit
    FROM events e
    WHERE world = $1 AND type IN (${types.map((type) => `'${type}'`).join()})
      AND (time AT TIME ZONE 'Asia/Ho_Chi_Minh')::date >= $2::date AND (time AT TIME ZONE 'Asia/Ho_Chi_Minh')::date < $3::date
      AND NOT EXISTS (SELECT FROM withdrawn w WHERE w.source = e.source AND w.asset = e.asset
        AND w.kind = split_part(e.type, '.', 1) AND w.id = e.id))`;
}

/** World, days, and old and new unit of a merger, as $1 to $5. */
export function handParameters({ world, from, to, merged = ['', ''] }: HandAsked): string[] {
  return [world, from, to, ...merged];
}
