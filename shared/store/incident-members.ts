import { channelOf } from '../duty/incident/channel.ts';
import type { Member } from '../duty/incident/member.ts';
import { alertColumns, type AlertRow } from './alert-rows.ts';
import type { Sql } from './sql.ts';

/** An alert as grouping sees it, and which incident it is in. */
export type KeptMember = Member & { readonly incident: number | null; readonly world: string };

/** The alerts of some incidents, or some alerts by id, in the order in which they opened. */
export async function listMembers(
  sql: Sql,
  asked: { readonly incidents: readonly number[] } | { readonly alerts: readonly number[] },
): Promise<KeptMember[]> {
  const [where, ids] =
    'incidents' in asked
      ? ['a.incident = ANY($1::bigint[])', asked.incidents]
      : ['a.id = ANY($1::bigint[])', asked.alerts];
  const { rows } = await sql.query<AlertRow & { about: readonly string[] | null }>(
    `SELECT ${alertColumns}, i.about -> a.id::text AS about
     FROM alerts a LEFT JOIN incidents i ON i.id = a.incident WHERE ${where} ORDER BY a.opened_seq, a.id`,
    [ids],
  );
  return rows.map((row) => toMember(row, row.about ?? []));
}

/** Puts alerts into an incident, or (null) into none; returns those that were elsewhere before. */
export async function putMembers(sql: Sql, alerts: readonly number[], incident: number | null): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    `UPDATE alerts SET incident = $2, version = version + 1
     WHERE id = ANY($1::bigint[]) AND incident IS DISTINCT FROM $2 RETURNING id`,
    [alerts, incident],
  );
  return rows.map(({ id }) => id);
}

function toMember(row: AlertRow, about: readonly string[]): KeptMember {
  const { id, ruleBody, target, labels, priority, since, openedAt, closedAt, incident, world } = row;
  return {
    ...{ id, target, labels, priority, about, incident, world, name: ruleBody.name },
    rule: { id: row.rule, causes: ruleBody.causes, labels: ruleBody.labels },
    channel: channelOf(ruleBody),
    ...{ sinceMs: since.getTime(), openedMs: openedAt.getTime(), closedMs: closedAt?.getTime() ?? null },
  };
}
