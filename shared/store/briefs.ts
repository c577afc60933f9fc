import type { Brief } from '../brief/brief.ts';
import type { BriefKnown } from '../brief/ask/known.ts';
import { hashOf, toCanonical } from '../brief/freeze.ts';
import type { Sql } from './sql.ts';

/** A brief on the list. */
export type BriefRow = {
  readonly id: number;
  readonly world: string;
  readonly period: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly isWhole: boolean;
  readonly issuedAt: Date;
  readonly issuedBy: string;
  readonly cutSeq: number;
  readonly hash: string;
  readonly madeAt: Date;
  readonly revisions: number;
};

const columns = `id, world, period, from_day::text AS "fromDay", to_day::text AS "toDay", is_whole AS "isWhole",
  issued_at AS "issuedAt", issued_by AS "issuedBy", cut_seq AS "cutSeq", hash, made_at AS "madeAt",
  (SELECT count(*)::int FROM brief_revisions r WHERE r.brief = b.id) AS revisions`;

/** Stores a brief for good; undefined: the whole of those days was issued before. */
export async function insertBrief(
  sql: Sql,
  { brief, known }: { readonly brief: Brief; readonly known: BriefKnown },
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<number | undefined> {
  const { world, period, isWhole, issuedAt, cut } = brief;
  const [data, ledger] = [toCanonical(brief), toCanonical(known)];
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO briefs (world, period, from_day, to_day, is_whole, issued_at, issued_by, stream, cut_seq, duty_seq, data,
       known, hash, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     ON CONFLICT (world, period, from_day) WHERE is_whole DO NOTHING RETURNING id`,
    [
      ...[world, period.id, period.days.from, period.days.to, isWhole, issuedAt, by, cut.stream, cut.seq, cut.dutySeq],
      ...[data, ledger, hashOf(data, ledger), at],
    ],
  );
  return rows[0]?.id;
}

/** A brief as it was issued; undefined: there is none of that number. */
export async function readBrief(sql: Sql, id: number): Promise<(BriefRow & { readonly brief: Brief }) | undefined> {
  const { rows } = await sql.query<BriefRow & { data: string }>(`SELECT ${columns}, data FROM briefs b WHERE id = $1`, [
    id,
  ]);
  const [row] = rows;
  if (!row) return undefined;
  const { data, ...about } = row;
  return { ...about, brief: JSON.parse(data) as Brief };
}

/** What a brief was worked out with, and the texts its hash is of. */
export async function readBriefKnown(
  sql: Sql,
  id: number,
): Promise<
  { readonly known: BriefKnown; readonly hash: string; readonly texts: readonly [string, string] } | undefined
> {
  const { rows } = await sql.query<{ data: string; known: string; hash: string }>(
    'SELECT data, known, hash FROM briefs WHERE id = $1',
    [id],
  );
  const [row] = rows;
  return row && { known: JSON.parse(row.known) as BriefKnown, hash: row.hash, texts: [row.data, row.known] };
}

/** The briefs of a world, the newest first; `skip`: from there on. */
export async function listBriefs(
  sql: Sql,
  { world, limit, skip = 0 }: { world: string; limit: number; skip?: number },
): Promise<{ readonly total: number; readonly rows: readonly BriefRow[] }> {
  const { rows } = await sql.query<BriefRow>(
    `SELECT ${columns} FROM briefs b WHERE world = $1 ORDER BY id DESC LIMIT $2 OFFSET $3`,
    [world, limit, skip],
  );
  const counted = await sql.query<{ total: number }>('SELECT count(*) AS total FROM briefs WHERE world = $1', [world]);
  return { total: counted.rows[0]?.total ?? 0, rows };
}

/** Whether the whole of some days was issued. */
export async function hasBrief(sql: Sql, world: string, period: string, fromDay: string): Promise<boolean> {
  const { rows } = await sql.query(
    'SELECT FROM briefs WHERE world = $1 AND period = $2 AND from_day = $3 AND is_whole',
    [world, period, fromDay],
  );
  return rows.length > 0;
}
