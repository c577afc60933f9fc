/**
 * Whether `incidents i` is quiet, as a condition: rules found it, and each of its open alerts is silenced by a person, or calls
 * nobody by its own rule beside one that is. What a person told of goes on calling: it is more than its alerts.
 */
export const incidentIsQuiet = `(i.opened_by = 'rule' AND coalesce((
  SELECT bool_and(q.silencing IS NOT NULL OR q.suppression ->> 'why' <> 'none') AND bool_or(q.silencing IS NOT NULL)
  FROM alerts q WHERE q.incident = i.id AND q.closed_at IS NULL), false))`;
