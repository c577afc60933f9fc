/**
 * SQL for the few events of records that were `withdrawn` (asset, source, id) in the world $1, of the assets and since the
 * instant that these parameters name. Gathered once, so that every event is not looked for among all others.
 */
export function withdrawnRecordsSql(assets: string, since: string): string {
  return `withdrawn AS MATERIALIZED (
       SELECT asset, source, data ->> 'id' AS id FROM events
       WHERE world = $1 AND asset = ANY(${assets}::text[]) AND type = 'record.voided' AND time >= ${since})`;
}
