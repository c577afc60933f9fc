import type { Asked } from '../duty/incident/what-about.ts';
import type { Sql } from './sql.ts';

/** Where people ask, counted by what they ask about. */
const metricsOf = {
  hotline: ['call.queued'],
  chatbot: ['chat.started'],
  queue: ['ticket.issued'],
  kiosk: ['kiosk.session'],
} as const;
export type AskingChannel = keyof typeof metricsOf;

const hourMs = 3_600_000;

/**
 * What was asked about through a channel in this hour and the one before, beside the day before those; `unit`: there alone. A
 * topic that is a procedure's code is that procedure.
 */
export async function readAskedAbout(
  sql: Sql,
  { world, channel, unit, now }: { world: string; channel: AskingChannel; unit: string | null; now: Date },
): Promise<Asked[]> {
  const hour = new Date(Math.floor(now.getTime() / hourMs) * hourMs - hourMs);
  const day = new Date(hour.getTime() - 24 * hourMs);
  const { rows } = await sql.query<Asked>(
    `SELECT CASE WHEN key = 'procedure' OR value IN (SELECT code FROM procedures) THEN 'procedure:' ELSE 'topic:' END || value
         AS matter,
       coalesce(sum(n) FILTER (WHERE bucket >= $4), 0)::int AS n,
       coalesce(sum(n) FILTER (WHERE bucket < $4), 0)::int AS before
     FROM (SELECT c.bucket, c.n, split_part(s.dim, '=', 1) AS key, substr(s.dim, strpos(s.dim, '=') + 1) AS value
       FROM series s JOIN counts_hour c ON c.series = s.series
       WHERE s.world = $1 AND s.metric = ANY($2::text[]) AND s.scope = '' AND s.dim ~ '^(procedure|topic)='
         AND CASE WHEN $3::text IS NULL THEN s.unit = '' ELSE s.unit = $3 END
         AND c.bucket >= $5 AND c.bucket <= $6) asked
     GROUP BY 1`,
    [world, metricsOf[channel], unit, hour, day, now],
  );
  return rows;
}
