import { isAnnounced, type Axes } from '#shared/duty/announced.ts';
import type { Transition } from '#shared/rules/alert.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { alertColumns, toAlertView, type AlertRow } from '#shared/store/alert-rows.ts';
import { readIncidentViews } from '#shared/store/read-incident-views.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { AlertView, DutyMessage, IncidentView } from '#shared/wire/duty.ts';
import type { ChangedAlert } from './transaction.ts';

/** Alerts that a commit changed, beside what was told of them by the commit before, in the order in which they opened. */
export async function readChanged(
  sql: Sql,
  noted: ReadonlyMap<number, readonly Transition[]>,
): Promise<ChangedAlert[]> {
  if (noted.size === 0) return [];
  const { rows } = await sql.query<AlertRow & { told: Axes | null; ruleBody: Rule }>(
    `SELECT ${alertColumns}, a.told FROM alerts a WHERE a.id = ANY($1::bigint[]) ORDER BY a.opened_seq, a.id`,
    [[...noted.keys()]],
  );
  return rows.map(({ told: before, ...row }) => {
    const view = toAlertView(row);
    return {
      ...{ view, before, rule: row.ruleBody, transitions: noted.get(row.id) ?? [] },
      ...{ wasAnnounced: before !== null && isAnnounced(before), isAnnounced: isAnnounced(view) },
    };
  });
}

/** What screens are told of a commit. */
export async function readMessage(
  sql: Sql,
  noted: { readonly change: number; readonly alerts: readonly AlertView[]; readonly incidents: readonly number[] },
): Promise<DutyMessage> {
  const { change, alerts } = noted;
  const incidents = noted.incidents.length > 0 ? await readIncidentViews(sql, { ids: noted.incidents }) : [];
  const worlds = [...new Set([...alerts, ...incidents].map(({ world }) => world))].sort();
  const of = <Thing extends AlertView | IncidentView>(world: string, things: readonly Thing[]): Thing[] =>
    things.filter((thing) => thing.world === world);
  return {
    change,
    worlds: worlds.map((world) => ({ world, alerts: of(world, alerts), incidents: of(world, incidents) })),
  };
}

/** Keeps what was told, for the next commit to compare with. */
export async function tellAxes(sql: Sql, { worlds }: DutyMessage): Promise<void> {
  const told = worlds.flatMap(({ alerts }) =>
    alerts.map(({ id, condition, suppression, silencing, acknowledgement, isLate }) => {
      const axes: Axes = { condition, suppression, silencing, acknowledgement, isLate };
      return { id, told: axes };
    }),
  );
  if (told.length === 0) return;
  await sql.query(
    `UPDATE alerts a SET told = t.told FROM jsonb_to_recordset($1) AS t (id bigint, told jsonb) WHERE a.id = t.id`,
    [JSON.stringify(told)],
  );
}
