import type { Priority, Says } from '../wire/duty.ts';
import { incidentCallsAt } from './incident-calls-at.ts';
import { incidentIsQuiet } from './incident-is-quiet.ts';
import type { Sql } from './sql.ts';

/** What somebody may have to be called for: an incident, or an alert of none. Instants are the world's. */
export type CalledRow = {
  readonly subject: string;
  readonly world: string;
  readonly incident: number | null;
  readonly alert: number | null;
  readonly priority: Priority;
  readonly isExercise: boolean;
  readonly title: Says;
  readonly place: Says | null;
  readonly at: string;
  readonly action: Says | null;
  /** Owners of the rules that found it. */
  readonly owners: readonly string[];
  /** Nobody is called: it is done, or put aside, or part of something else. */
  readonly isOver: boolean;
  /** It is over because it has ended, which whoever was called is told. */
  readonly isDone: boolean;
  /** Nothing is asked of whoever has it. */
  readonly isWaiting: boolean;
  /** It is graver than whoever has it has seen. */
  readonly isRaised: boolean;
  readonly takenUntil: Date | null;
  readonly progressAt: Date | null;
};

const jsonDate = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

/** The place by name: of the first unit, and how many more there are. */
const placeOf = (units: string): string => `(
  SELECT jsonb_build_object(
    'vi', u.name_vi || CASE WHEN cardinality(${units}) > 1 THEN format(' và %s đơn vị khác', cardinality(${units}) - 1) ELSE '' END,
    'en', u.name_en || CASE WHEN cardinality(${units}) > 1 THEN format(' and %s more', cardinality(${units}) - 1) ELSE '' END)
  FROM units u WHERE u.code = (${units})[1] ORDER BY u.valid_from DESC LIMIT 1)`;

/**
 * Incidents by id, as those who are called need to know them. One that is quiet calls nobody, and asks nothing of whoever has
 * it.
 */
export async function readCalledIncidents(sql: Sql, ids: readonly number[]): Promise<CalledRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql.query<CalledRow>(
    `SELECT 'incident:' || i.id AS subject, i.world, i.id AS incident, NULL::bigint AS alert, ${incidentCallsAt} AS priority,
       i.is_exercise AS "isExercise", jsonb_build_object('vi', i.title_vi, 'en', i.title_en) AS title,
       ${placeOf('i.units')} AS place, to_char(i.occurred_at AT TIME ZONE 'UTC', ${jsonDate}) AS at,
       (SELECT a.rule_body->'action' FROM alerts a WHERE a.incident = i.id
        ORDER BY (a.id = i.cause_alert) DESC NULLS LAST, a.priority, a.id LIMIT 1) AS action,
       coalesce((SELECT array_agg(DISTINCT a.rule_body->>'owner') FROM alerts a WHERE a.incident = i.id), '{}') AS owners,
       i.state IN ('resolved', 'closed', 'merged') OR (${incidentIsQuiet} AND (i.owner IS NULL OR i.raised_at IS NOT NULL))
         AS "isOver", i.state IN ('resolved', 'closed') AS "isDone",
       i.state = 'waiting' OR ${incidentIsQuiet} AS "isWaiting", i.raised_at IS NOT NULL AS "isRaised", i.owner_until AS "takenUntil", i.progress_at AS "progressAt"
     FROM incidents i WHERE i.id = ANY($1) ORDER BY i.id`,
    [ids],
  );
  return rows;
}

/** Alerts by id. One that is part of an incident, silenced or explained by another calls nobody by itself. */
export async function readCalledAlerts(sql: Sql, ids: readonly number[]): Promise<CalledRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql.query<CalledRow>(
    `SELECT 'alert:' || a.id AS subject, a.world, NULL::bigint AS incident, a.id AS alert, a.priority,
       a.world LIKE 'drill:%' AS "isExercise", a.rule_body->'name' AS title,
       coalesce(${placeOf(`ARRAY[a.labels->>'unit']`)}, CASE WHEN a.target <> '' THEN
         jsonb_build_object('vi', a.target, 'en', a.target) END) AS place,
       to_char(a.since AT TIME ZONE 'UTC', ${jsonDate}) AS at, a.rule_body->'action' AS action,
       ARRAY[a.rule_body->>'owner'] AS owners,
       a.closed_at IS NOT NULL OR a.incident IS NOT NULL OR a.silencing IS NOT NULL OR a.is_late
         OR a.suppression->>'why' <> 'none' AS "isOver",
       a.closed_at IS NOT NULL AND a.incident IS NULL AS "isDone", false AS "isWaiting", false AS "isRaised",
       a.acked_until AS "takenUntil", a.acked_at AS "progressAt"
     FROM alerts a WHERE a.id = ANY($1) ORDER BY a.id`,
    [ids],
  );
  return rows;
}
