import type { Sql } from '#shared/store/sql.ts';

/**
 * One contact could not be reached by any way: its deputy is told instead, and the chain's next step is due at once. Once a
 * message. What nobody has been called for (a test, an end, a handover) is not passed on.
 */
export async function passOn(sql: Sql, message: number, now: Date): Promise<void> {
  const { rowCount } = await sql.query('UPDATE messages SET passed_on = true WHERE id = $1 AND NOT passed_on', [
    message,
  ]);
  if (rowCount === 0) return;
  await sql.query(
    `INSERT INTO notices (world, subject, incident, alert, reason, priority, is_exercise, step, round, contact,
       instead_of, dedupe, says, state, at, made_at, due_at)
     SELECT n.world, n.subject, n.incident, n.alert, n.reason, n.priority, n.is_exercise, n.step, n.round, deputy.id,
       n.contact, n.dedupe || ':deputy:' || deputy.id, n.says, 'waiting', n.at, $2, $2
     FROM notices n JOIN contacts c ON c.id = n.contact JOIN contacts deputy ON deputy.id = c.deputy
     WHERE n.message = $1 AND n.state = 'waiting' AND n.reason NOT IN ('test', 'resolved', 'handover')
       -- A deputy's deputy may be the first again.
       AND position(':deputy:' || deputy.id IN n.dedupe) = 0 AND (deputy.drills OR NOT n.is_exercise)
     ON CONFLICT (dedupe) DO NOTHING`,
    [message, now],
  );
  // In the world's past: due now by whatever clock that world has.
  await sql.query(
    `UPDATE escalations SET next_at = started_at
     WHERE stage = 'running' AND next_at > started_at AND subject IN (
       SELECT subject FROM notices WHERE message = $1 AND reason NOT IN ('test', 'resolved', 'handover'))`,
    [message],
  );
}
