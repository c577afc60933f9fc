import { judgeDrill, type DrillIncident, type DrillJudgement } from '../drill/judge-drill.ts';
import type { DrillExpects } from '../drill/expects.ts';
import type { DrillTold } from '../wire/drill-commands.ts';
import type { TimelineEntry } from '../wire/incident-commands.ts';
import { readWorldNow } from './read-world-now.ts';
import type { Sql } from './sql.ts';

type DrillRow = {
  readonly id: string;
  readonly scenario: string;
  readonly vi: string;
  readonly en: string;
  readonly expects: DrillExpects;
  readonly beginsAt: Date;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly judgement: DrillJudgement | null;
};

/** Keeps a drill that begins; false: there is one of that name. */
export async function insertDrill(
  sql: Sql,
  drill: Pick<DrillTold, 'id' | 'scenario' | 'name' | 'expects' | 'beginsAt' | 'startedBy'>,
  at: Date,
): Promise<boolean> {
  const { id, scenario, name, expects, beginsAt, startedBy } = drill;
  const { rowCount } = await sql.query(
    `INSERT INTO drills (id, scenario, name_vi, name_en, expects, begins_at, started_by, started_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [id, scenario, name.vi, name.en, JSON.stringify(expects), new Date(beginsAt), startedBy, at],
  );
  return rowCount === 1;
}

/** More drills than a city holds in years. */
const mostDrills = 500;

/** Drills, the newest first, each judged as it stands; one that has ended as it stood then. */
export async function listDrills(
  sql: Sql,
  { limit = mostDrills, id = null }: { readonly limit?: number; readonly id?: string | null } = {},
): Promise<DrillTold[]> {
  const { rows } = await sql.query<DrillRow>(
    `SELECT id, scenario, name_vi AS vi, name_en AS en, expects, begins_at AS "beginsAt", started_by AS "startedBy",
       started_at AS "startedAt", ended_by AS "endedBy", ended_at AS "endedAt", judgement
     FROM drills WHERE $2::text IS NULL OR id = $2 ORDER BY started_at DESC, id LIMIT $1`,
    [limit, id],
  );
  const told: DrillTold[] = [];
  for (const row of rows) told.push(await toTold(sql, row));
  return told;
}

/** Ends a drill with its judgement; undefined: there is none, or it has ended. */
export async function endDrill(
  sql: Sql,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: Date },
): Promise<DrillTold | undefined> {
  const [drill] = await listDrills(sql, { limit: 1, id });
  if (!drill || drill.endedAt !== null) return undefined;
  const judgement = await judge(sql, { ...drill, isEnded: true });
  await sql.query('UPDATE drills SET ended_by = $2, ended_at = $3, judgement = $4 WHERE id = $1', [
    ...[id, by, at, JSON.stringify(judgement)],
  ]);
  await sql.query('UPDATE sender_keys SET revoked_at = $2 WHERE world = $1 AND revoked_at IS NULL', [drill.world, at]);
  return { ...drill, endedBy: by, endedAt: at.toISOString(), judgement };
}

async function toTold(sql: Sql, row: DrillRow): Promise<DrillTold> {
  const { id, scenario, vi, en, expects, startedBy, endedBy } = row;
  const world = `drill:${id}`;
  const beginsAt = row.beginsAt.toISOString();
  const notices = await sql.query<{ kept: number; sent: number }>(
    `SELECT count(*)::int AS kept, count(*) FILTER (WHERE state = 'sent')::int AS sent FROM notices WHERE world = $1`,
    [world],
  );
  return {
    ...{ id, world, scenario, name: { vi, en }, expects, beginsAt, startedBy, startedAt: row.startedAt.toISOString() },
    ...{ endedBy, endedAt: row.endedAt?.toISOString() ?? null },
    judgement: row.judgement ?? (await judge(sql, { world, expects, beginsAt, isEnded: false })),
    notices: notices.rows[0] ?? { kept: 0, sent: 0 },
  };
}

async function judge(
  sql: Sql,
  {
    world,
    expects,
    beginsAt,
    isEnded,
  }: Pick<DrillTold, 'world' | 'expects' | 'beginsAt'> & { readonly isEnded: boolean },
): Promise<DrillJudgement> {
  const beginsMs = Date.parse(beginsAt);
  const nowMs = (await readWorldNow(sql, world, Date.now())) ?? beginsMs;
  return judgeDrill(expects, { beginsMs, nowMs, isEnded, incidents: await readIncidents(sql, world) });
}

type IncidentRow = Omit<DrillIncident, 'entries' | 'detectedMs' | 'acknowledgedMs' | 'resolvedMs'> & {
  readonly detected: Date;
  readonly acknowledged: Date | null;
  readonly resolved: Date | null;
  readonly entries: readonly TimelineEntry[] | null;
};

async function readIncidents(sql: Sql, world: string): Promise<DrillIncident[]> {
  const { rows } = await sql.query<IncidentRow>(
    `SELECT i.id, i.detected_at AS detected, i.acknowledged_at AS acknowledged, i.resolved_at AS resolved,
       (SELECT rule FROM alerts a WHERE a.id = i.cause_alert) AS "causeRule",
       (SELECT json_agg(json_build_object('at', e.at, 'by', e.by, 'kind', e.kind, 'detail', e.detail) ORDER BY e.at, e.id)
        FROM incident_entries e WHERE e.incident = i.id) AS entries
     FROM incidents i WHERE i.world = $1 AND i.merged_into IS NULL ORDER BY i.id`,
    [world],
  );
  return rows.map(({ id, detected, acknowledged, resolved, causeRule, entries }) => ({
    ...{ id, causeRule, entries: entries ?? [], detectedMs: detected.getTime() },
    ...{ acknowledgedMs: acknowledged?.getTime() ?? null, resolvedMs: resolved?.getTime() ?? null },
  }));
}
