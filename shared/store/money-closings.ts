import type { FrozenDay } from '../money/account/freeze-day.ts';
import type { DayHeard } from '../money/account/day-heard.ts';
import type { Sql } from './sql.ts';

export const closingStates = ['proposed', 'closed', 'rejected', 'withdrawn', 'reopened'] as const;
export type ClosingState = (typeof closingStates)[number];

/** The closing of a day: who proposed it and why, what became of it, and the figures it froze. */
export type Closing = {
  readonly id: number;
  readonly world: string;
  readonly day: string;
  readonly state: ClosingState;
  readonly hash: string;
  /** The log's place when the figures were taken. */
  readonly seq: number;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly note: string | null;
  readonly reopenedBy: string | null;
  readonly reopenedAt: Date | null;
  readonly reopenReason: string | null;
};

const columns = `id, world, day::text, state, hash, seq, reason, proposed_by AS "proposedBy", proposed_at AS "proposedAt",
  decided_by AS "decidedBy", decided_at AS "decidedAt", note, reopened_by AS "reopenedBy", reopened_at AS "reopenedAt",
  reopen_reason AS "reopenReason"`;

/** Every closing of days in `[from, to)`, newest first. */
export async function listClosings(
  sql: Sql,
  { world, from, to }: { world: string; from: string; to: string },
): Promise<Closing[]> {
  const { rows } = await sql.query<Closing>(
    `SELECT ${columns} FROM money_closings WHERE world = $1 AND day >= $2 AND day < $3 ORDER BY id DESC`,
    [world, from, to],
  );
  return rows;
}

/** The closing that holds a day closed. */
export async function findClosed(
  sql: Sql,
  { world, day }: { world: string; day: string },
): Promise<Closing | undefined> {
  const { rows } = await sql.query<Closing>(
    `SELECT ${columns} FROM money_closings WHERE world = $1 AND day = $2 AND state = 'closed'`,
    [world, day],
  );
  return rows[0];
}

/** What operators had stated when days in `[from, to)` were closed, of all sites or of one; null: nothing. */
export async function sumClosedStated(
  sql: Sql,
  { world, from, to, site }: { world: string; from: string; to: string; site: string | undefined },
): Promise<{ day: string; statedVnd: number | null }[]> {
  const { rows } = await sql.query<{ day: string; statedVnd: number | null }>(
    `SELECT c.day::text, sum((s->>'statedVnd')::bigint)::bigint AS "statedVnd"
     FROM money_closings c, json_array_elements(c.figures->'sites') s
     WHERE c.world = $1 AND c.day >= $2 AND c.day < $3 AND c.state = 'closed' AND ($4::text IS NULL OR s->>'site' = $4)
     GROUP BY 1`,
    [world, from, to, site ?? null],
  );
  return rows;
}

/** The figures that a closing froze. */
export async function readFrozenDay(sql: Sql, id: number): Promise<FrozenDay | undefined> {
  const { rows } = await sql.query<{ figures: FrozenDay }>('SELECT figures FROM money_closings WHERE id = $1', [id]);
  return rows[0]?.figures;
}

/** What was kept of a closed day's events; undefined where the day is not closed, or nothing was kept. */
export async function readClosedHeard(
  sql: Sql,
  { world, day }: { world: string; day: string },
): Promise<DayHeard | undefined> {
  const { rows } = await sql.query<{ heard: DayHeard | null }>(
    "SELECT heard FROM money_closings WHERE world = $1 AND day = $2 AND state = 'closed'",
    [world, day],
  );
  return rows[0]?.heard ?? undefined;
}

/** A closing by its number, held against others who would decide on it, to the end of the transaction. */
export async function lockClosing(sql: Sql, id: number): Promise<Closing | undefined> {
  const { rows } = await sql.query<Closing>(`SELECT ${columns} FROM money_closings WHERE id = $1 FOR UPDATE`, [id]);
  return rows[0];
}

/** What is proposed. */
export type NewClosing = Pick<Closing, 'world' | 'day' | 'hash' | 'seq' | 'reason' | 'proposedBy' | 'proposedAt'> & {
  readonly figures: FrozenDay;
  readonly heard: DayHeard;
};

/** Adds a proposal; undefined where the day is proposed or closed already. */
export async function insertClosing(sql: Sql, row: NewClosing): Promise<Closing | undefined> {
  const { rows } = await sql.query<Closing>(
    `INSERT INTO money_closings (world, day, state, figures, hash, seq, reason, proposed_by, proposed_at, heard)
     VALUES ($1, $2, 'proposed', $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (world, day) WHERE state IN ('proposed', 'closed') DO NOTHING RETURNING ${columns}`,
    [
      ...[row.world, row.day, JSON.stringify(row.figures), row.hash, row.seq, row.reason],
      ...[row.proposedBy, row.proposedAt, JSON.stringify(row.heard)],
    ],
  );
  return rows[0];
}

/** Notes what became of a proposal. */
export async function decideClosing(
  sql: Sql,
  decision: { id: number; state: 'closed' | 'rejected' | 'withdrawn'; by: string; at: Date; note: string | null },
): Promise<Closing | undefined> {
  const { rows } = await sql.query<Closing>(
    `UPDATE money_closings SET state = $2, decided_by = $3, decided_at = $4, note = $5 WHERE id = $1 RETURNING ${columns}`,
    [decision.id, decision.state, decision.by, decision.at, decision.note],
  );
  return rows[0];
}

/** Opens a closed day again. */
export async function reopenClosing(
  sql: Sql,
  { id, by, at, reason }: { id: number; by: string; at: Date; reason: string },
): Promise<Closing | undefined> {
  const { rows } = await sql.query<Closing>(
    `UPDATE money_closings SET state = 'reopened', reopened_by = $2, reopened_at = $3, reopen_reason = $4
     WHERE id = $1 RETURNING ${columns}`,
    [id, by, at, reason],
  );
  return rows[0];
}
