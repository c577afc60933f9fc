import { fromEstablishmentSetting } from '../locality/registry/establishment-settings.ts';
import type { EstablishmentRow } from '../locality/tables/establishment.ts';
import type { Sql } from './sql.ts';

/** The establishment by role that was told of each point, as the registry holds it on a civil day; rows of other days among it. */
export async function listEstablishment(
  sql: Sql,
  day: string,
): Promise<ReadonlyMap<string, readonly EstablishmentRow[]>> {
  const { rows } = await sql.query<{ value: string }>(
    `SELECT value FROM city_settings
     WHERE key LIKE 'establishment:%' AND valid_from <= $1 AND (valid_to > $1 OR valid_to IS NULL)`,
    [day],
  );
  return Map.groupBy(
    rows.flatMap(({ value }) => fromEstablishmentSetting(value)),
    ({ point }) => point,
  );
}
