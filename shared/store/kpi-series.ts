/** Which rows are meant: of a metric, those with a label, or with any label of a key (`procedure=*`). */
export type KpiRead = { readonly metric: string; readonly dim: string };

/**
 * SQL for the series `wanted` (series, unit, metric, dim): those of the world $1 that `$2` (metrics) and `$3` (labels)
 * name, of the units `$4` ('' is the city), with any label of the units `$5`. Units are named one by one, so that the index
 * is entered at each instead of being read through all labels of all units.
 */
export const wantedSeriesSql = `wanted AS (
  SELECT s.series, s.unit, s.metric, s.dim FROM unnest($2::text[], $3::text[]) AS w(metric, dim)
  JOIN series s ON s.world = $1 AND s.metric = w.metric AND s.unit = ANY($4::text[]) AND s.scope = '' AND s.dim = w.dim
  WHERE w.dim NOT LIKE '%=*'
  UNION
  SELECT s.series, s.unit, s.metric, s.dim FROM unnest($2::text[], $3::text[]) AS w(metric, dim)
  JOIN series s ON s.world = $1 AND s.metric = w.metric AND s.unit = ANY($5::text[]) AND s.scope = ''
    AND starts_with(s.dim, left(w.dim, -1))
  WHERE w.dim LIKE '%=*'
)`;
