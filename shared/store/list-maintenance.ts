import { isInScope, isOn } from '../duty/silencing.ts';
import type { Hours } from '../rules/expected.ts';
import type { MaintenanceTold } from '../wire/alert-commands.ts';
import { readAlertViews } from './read-alert-views.ts';
import type { Sql } from './sql.ts';

type Row = Omit<MaintenanceTold, 'from' | 'to' | 'endedAt' | 'isOn' | 'alerts'> & {
  from: Date;
  to: Date;
  endedAt: Date | null;
};

/** Maintenance windows of a world, now and to come, and those that ended since an instant; with `id` one alone. */
export async function listMaintenance(
  sql: Sql,
  asked: { world: string; endedSince?: Date | null; id?: number; now: Date; hours: Hours },
): Promise<MaintenanceTold[]> {
  const { world, endedSince = null, id = null, now, hours } = asked;
  const { rows } = await sql.query<Row>(
    `SELECT id, world, scope, from_at AS "from", to_at AS "to", weekly, reason, by, ended_at AS "endedAt"
     FROM maintenance_windows
     WHERE world = $1 AND ($3::bigint IS NULL OR id = $3) AND (ended_at IS NULL OR ended_at >= $2 OR $3 IS NOT NULL)
     ORDER BY from_at, id`,
    [world, endedSince, id],
  );
  const open = rows.length > 0 ? await readAlertViews(sql, { world, closedSince: new Date(8.64e15) }) : [];
  return rows.map(({ from, to, endedAt, ...row }) => {
    const span = { from: from.toISOString(), to: to.toISOString(), weekly: row.weekly };
    const isNow = endedAt === null && isOn(span, now.getTime(), hours);
    const alerts = isNow ? open.filter((alert) => isInScope(row.scope, alert)).map((alert) => alert.id) : [];
    return { ...row, ...span, endedAt: endedAt?.toISOString() ?? null, isOn: isNow, alerts };
  });
}
