import { writeShift, type ShiftInput } from '#shared/duty/handover/shift-content.ts';
import { listClosures } from '#shared/store/list-closures.ts';
import { readAlertViews } from '#shared/store/read-alert-views.ts';
import { readIncidentViews } from '#shared/store/read-incident-views.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { ShiftContent } from '#shared/wire/shift-commands.ts';
import { showRotas } from '../rota/rota-show.ts';

const dayMs = 86_400_000;
const mostClosures = 200;

type Clock = { readonly now: Date; readonly worldNow: Date };

/** What a handover of a world would say now. */
export async function readShift(sql: Sql, world: string, { now, worldNow }: Clock): Promise<ShiftContent> {
  const closedSince = worldNow;
  return writeShift({
    ...{ world, nowMs: worldNow.getTime() },
    incidents: await readIncidentViews(sql, { world, closedSince }),
    alerts: await readAlertViews(sql, { world, closedSince }),
    silent: await readSilent(sql, world),
    shelved: await readShelved(sql, world),
    promised: await readPromised(sql, world),
    closures: await readClosures(sql, world),
    unreached: await countUnreached(sql, world, now),
    gaps: await readGaps(sql, now),
  });
}

async function readSilent(sql: Sql, world: string): Promise<Set<number>> {
  const { rows } = await sql.query<{ id: number }>(
    `SELECT id FROM alerts WHERE world = $1 AND closed_at IS NULL
     AND (condition = 'no_data' OR rule_body->'when'->>'kind' = 'absence')`,
    [world],
  );
  return new Set(rows.map(({ id }) => id));
}

type Shelved = ShiftContent['shelved'][number];

/** Shelves and maintenance that hold, each with the name of its rule where an alert knows it. */
async function readShelved(sql: Sql, world: string): Promise<Shelved[]> {
  const { rows } = await sql.query<Omit<Shelved, 'until'> & { until: Date | null }>(
    `SELECT NULL AS incident, NULL AS alert, s.rule || coalesce(' ' || s.target, '') AS number, 'P3' AS priority,
       NULL AS owner, s.until, s.by, s.reason,
       coalesce((SELECT a.rule_body->'name' FROM alerts a WHERE a.rule = s.rule ORDER BY a.id DESC LIMIT 1),
         jsonb_build_object('vi', s.rule, 'en', s.rule)) AS title
     FROM shelves s WHERE s.world = $1 AND s.ended_at IS NULL
     UNION ALL
     SELECT NULL, NULL, 'BT-' || m.id, 'P3', NULL, m.to_at, m.by, m.reason,
       '{"vi": "Bảo trì theo kế hoạch", "en": "Planned maintenance"}'
     FROM maintenance_windows m WHERE m.world = $1 AND m.ended_at IS NULL
     ORDER BY until`,
    [world],
  );
  return rows.map(({ until, ...row }) => ({ ...row, until: until?.toISOString() ?? null }));
}

type Promised = Omit<ShiftContent['promised'][number], 'isLate'>;

async function readPromised(sql: Sql, world: string): Promise<Promised[]> {
  const { rows } = await sql.query<Omit<Promised, 'due'> & { due: Date | null }>(
    `SELECT i.id AS incident, 'SC-' || i.id AS number, t.text, coalesce(t.unit, t.office) AS unit, t.due_at AS due,
       i.is_exercise AS "isExercise"
     FROM incident_tasks t JOIN incidents i ON i.id = t.incident
     WHERE i.world = $1 AND t.done_at IS NULL AND i.state NOT IN ('closed', 'merged')
     ORDER BY t.due_at NULLS LAST, t.id LIMIT 200`,
    [world],
  );
  return rows.map(({ due, ...row }) => ({ ...row, due: due?.toISOString() ?? null }));
}

async function readClosures(sql: Sql, world: string): Promise<ShiftInput['closures']> {
  const announced = await listClosures(sql, { world, limit: mostClosures });
  return announced
    .filter(({ state }) => state === 'proposed')
    .map(({ id, unit, from, to, reason }) => ({ id, unit, from, to, reason }));
}

/** Since the shift was taken over, or in the last day. */
async function countUnreached(sql: Sql, world: string, now: Date): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM notices WHERE world = $1 AND state IN ('failed', 'nobody') AND made_at > coalesce(
       (SELECT max(answered_at) FROM handovers WHERE world = $1 AND state = 'accepted'), $2::timestamptz)`,
    [world, new Date(now.getTime() - dayMs)],
  );
  return rows[0]?.count ?? 0;
}

async function readGaps(sql: Sql, now: Date): Promise<ShiftContent['gaps']> {
  const fromMs = now.getTime();
  const timeZone = await readTimeZone(sql);
  const { rotas } = await showRotas(sql, { timeZone, fromMs, toMs: fromMs + dayMs, now });
  return rotas.flatMap(({ id, spans }) =>
    spans.filter(({ contact }) => contact === null).map(({ from, to }) => ({ rota: id, from, to })),
  );
}
