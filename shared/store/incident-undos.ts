import type { Incident } from '../duty/incident/incident.ts';
import type { Belongings } from './incident-belongings.ts';
import type { Sql } from './sql.ts';

/** What is taken back beside the incident's own state. */
export type UndoStep =
  | { readonly do: 'alerts'; readonly back: readonly (readonly [alert: number, incident: number | null])[] }
  /** Alerts that were acknowledged with it. */
  | { readonly do: 'release'; readonly alerts: readonly number[] }
  | { readonly do: 'remove'; readonly table: 'incident_tasks' | 'incident_advice'; readonly id: number }
  | { readonly do: 'hide' | 'show'; readonly table: 'incident_links' | 'incident_attachments'; readonly id: number }
  | { readonly do: 'task'; readonly id: number; readonly doneBy: string | null; readonly doneAt: string | null }
  /** What came with an incident that was merged into this one goes home. */
  | ({ readonly do: 'belongings'; readonly to: number } & Belongings)
  /** An incident that was merged into this one is one of its own again. */
  | { readonly do: 'revive'; readonly incident: Incident; readonly version: number }
  /** An incident that was split off becomes part of this one again, as long as nobody touched it. */
  | { readonly do: 'absorb'; readonly incident: number; readonly version: number }
  /** It was opened by mistake. */
  | { readonly do: 'close' };

export type Undo = {
  readonly commandId: string;
  readonly incident: number;
  readonly actor: string;
  readonly verb: string;
  readonly until: Date;
  readonly before: { readonly incident: Incident; readonly version: number; readonly steps: readonly UndoStep[] };
};

/** Remembers for some seconds how an act is taken back. */
export async function insertUndo(sql: Sql, undo: Undo): Promise<void> {
  const { commandId, incident, actor, verb, until, before } = undo;
  await sql.query('DELETE FROM incident_undos WHERE until < $1', [new Date(until.getTime() - 60_000)]);
  await sql.query(
    'INSERT INTO incident_undos (command_id, incident, actor, verb, until, before) VALUES ($1, $2, $3, $4, $5, $6)',
    [commandId, incident, actor, verb, until, JSON.stringify(before)],
  );
}

/** Takes what was remembered of an act of somebody's own, which can be taken back once. */
export async function takeUndo(sql: Sql, commandId: string, actor: string): Promise<Undo | undefined> {
  const { rows } = await sql.query<Undo>(
    `DELETE FROM incident_undos WHERE command_id = $1 AND actor = $2
     RETURNING command_id AS "commandId", incident, actor, verb, until, before`,
    [commandId, actor],
  );
  return rows[0];
}

/** The last thing a person did to an incident. */
export async function findLastAct(
  sql: Sql,
  incident: number,
): Promise<{ readonly by: string; readonly what: string; readonly at: Date } | undefined> {
  const { rows } = await sql.query<{ by: string; what: string; at: Date }>(
    `SELECT by, coalesce(detail ->> 'move', kind) AS what, at FROM incident_entries
     WHERE incident = $1 AND by NOT IN ('rule', 'duty') ORDER BY id DESC LIMIT 1`,
    [incident],
  );
  return rows[0];
}
