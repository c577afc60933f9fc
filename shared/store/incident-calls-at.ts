import type { Priority } from '../wire/duty.ts';
import type { Sql } from './sql.ts';

/**
 * The priority at which `incidents i` calls, as an expression: its own, or that of a graver alert which came into it after a
 * person last said how grave it is. The person's word stands; whoever must come for the alert is called all the same.
 */
export const incidentCallsAt = `least(i.priority, (
  SELECT min(e.detail ->> 'raised') FROM incident_entries e
  WHERE e.incident = i.id AND e.by = 'rule' AND e.kind = 'severity' AND e.id > coalesce((
    SELECT max(r.id) FROM incident_entries r
    WHERE r.incident = i.id AND r.by <> 'rule' AND r.kind = 'severity' AND r.detail ? 'to'), 0)))`;

/** The same of one incident. */
export async function readCallsAt(sql: Sql, incident: number): Promise<Priority | undefined> {
  const { rows } = await sql.query<{ callsAt: Priority }>(
    `SELECT ${incidentCallsAt} AS "callsAt" FROM incidents i WHERE i.id = $1`,
    [incident],
  );
  return rows[0]?.callsAt;
}
