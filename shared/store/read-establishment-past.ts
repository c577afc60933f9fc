import { establishmentKey, fromEstablishmentSetting } from '../locality/registry/establishment-settings.ts';
import { tellPast, type EstablishmentAct, type EstablishmentPast } from '../staff/establishment-past.ts';
import type { EstablishmentSet } from '../wire/staff-commands.ts';
import type { Sql } from './sql.ts';

/** Acts looked through for one point. */
const most = 1_000;

type Found = { actor: string; at: Date; reason: string | null; set: EstablishmentSet };

/** The establishment of a point as the registry is to keep it, every row with what it comes of. */
export async function readEstablishmentPast(sql: Sql, point: string): Promise<EstablishmentPast[]> {
  const { rows: held } = await sql.query<{ value: string; editedBy: string | null }>(
    `SELECT value, edited_by AS "editedBy" FROM city_settings WHERE key = $1 AND valid_to IS NULL`,
    [establishmentKey(point)],
  );
  const [setting] = held;
  if (!setting) return [];
  const rows = fromEstablishmentSetting(setting.value);
  return tellPast(rows, setting.editedBy === null ? [] : await readActs(sql, point));
}

async function readActs(sql: Sql, point: string): Promise<EstablishmentAct[]> {
  const { rows } = await sql.query<Found>(
    `SELECT actor, at, reason, detail->'set' AS set FROM audit
     WHERE verb = 'establishment.set' AND subject = $1 ORDER BY seq DESC LIMIT $2`,
    [establishmentKey(point), most],
  );
  return rows.map(({ actor, at, reason, set }) => ({ by: actor, at: at.toISOString(), reason, set }));
}
