import type { Priority, Says } from '../wire/duty.ts';
import type { Sql } from './sql.ts';

/** A line of the duty log: what a rule found, what a person or time did. Instants but `realAt` are the world's. */
export type DutyLogLine = {
  /** Tells lines of one instant apart, and where the next page begins. */
  readonly key: string;
  readonly at: string;
  readonly realAt: string | null;
  readonly by: string;
  readonly source: 'transition' | 'act' | 'incident';
  /** `opened`, `closed` or `changed`; an act; the kind of an entry. */
  readonly what: string;
  readonly about: Says;
  readonly target: string;
  readonly incident: number | null;
  readonly alert: number | null;
  readonly priority: Priority;
  /** DIỄN TẬP: of a drill's world, or of an incident that is an exercise. */
  readonly isExercise: boolean;
  readonly note: string | null;
  readonly detail: unknown;
};

export type DutyLogAsked = {
  readonly world: string;
  readonly from: Date;
  readonly to: Date;
  readonly limit: number;
  /** The last line that was read: those after it are asked for. */
  readonly after?: Pick<DutyLogLine, 'at' | 'key'> | undefined;
};

type Row = Omit<DutyLogLine, 'at' | 'realAt' | 'incident' | 'alert'> & {
  readonly at: Date;
  readonly realAt: Date | null;
  readonly incident: string | null;
  readonly alert: string | null;
};

/** Whether an alert `a` is of an exercise, by its world or by its incident `i`. */
const ofExercise = `(a.world LIKE 'drill:%' OR coalesce(i.is_exercise, false))`;

/** The duty log of a world between two of its instants (the second exclusive), newest first. */
export async function readDutyLog(sql: Sql, { world, from, to, limit, after }: DutyLogAsked): Promise<DutyLogLine[]> {
  const { rows } = await sql.query<Row>(
    `SELECT * FROM (
       SELECT 't' || lpad(t.alert::text, 12, '0') || '-' || t.seq AS key, t.at, t.committed_at AS "realAt",
         'rule' AS by, 'transition' AS source,
         CASE WHEN t.becomes->>'condition' = 'normal' THEN 'closed'
           WHEN t.was->>'condition' IN ('normal', 'pending') THEN 'opened' ELSE 'changed' END AS what,
         a.rule_body->'name' AS about, a.target, a.incident, a.id AS alert, a.priority,
         ${ofExercise} AS "isExercise", t.why AS note, t.becomes AS detail
       FROM alert_transitions t JOIN alerts a ON a.id = t.alert LEFT JOIN incidents i ON i.id = a.incident
       WHERE a.world = $1 AND t.at >= $2 AND t.at < $3
       UNION ALL
       SELECT 'u' || lpad(s.id::text, 12, '0'), s.at, s.real_at, s.by, 'act', s.act, a.rule_body->'name', a.target,
         a.incident, a.id, a.priority, ${ofExercise}, s.note, to_jsonb(s.until)
       FROM alert_acts s JOIN alerts a ON a.id = s.alert LEFT JOIN incidents i ON i.id = a.incident
       WHERE a.world = $1 AND s.at >= $2 AND s.at < $3
       UNION ALL
       SELECT 'v' || lpad(e.id::text, 12, '0'), e.at, NULL, e.by, 'incident', e.kind,
         jsonb_build_object('vi', i.title_vi, 'en', i.title_en), array_to_string(i.units, ' '), i.id, NULL, i.priority, i.is_exercise,
         coalesce(e.detail->>'text', e.detail->>'note', e.detail->>'why', e.detail->>'how'), e.detail
       FROM incident_entries e JOIN incidents i ON i.id = e.incident
       WHERE i.world = $1 AND e.at >= $2 AND e.at < $3
     ) lines
     WHERE $5::timestamptz IS NULL OR (at, key) < ($5, $6)
     ORDER BY at DESC, key DESC LIMIT $4`,
    [world, from, to, limit, after?.at ?? null, after?.key ?? null],
  );
  return rows.map(({ at, realAt, incident, alert, ...row }) => ({
    ...row,
    at: at.toISOString(),
    realAt: realAt?.toISOString() ?? null,
    incident: incident === null ? null : Number(incident),
    alert: alert === null ? null : Number(alert),
  }));
}
