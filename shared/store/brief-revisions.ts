import type { BriefChange } from '../brief/compare-figures.ts';
import type { BriefKpi } from '../brief/brief.ts';
import { hashOf, toCanonical } from '../brief/freeze.ts';
import type { Sql } from './sql.ts';

/** What late events made of a brief's figures. `answers`: what units said and stand by, by number; undefined as in the brief. */
export type BriefFigures = {
  readonly kpis: readonly BriefKpi[];
  readonly events: number;
  readonly answers?: readonly number[];
};

/** An addendum, as it is told. */
export type BriefRevision = {
  readonly number: number;
  readonly madeAt: string;
  readonly cutSeq: number;
  readonly lateEvents: number;
  readonly changes: readonly BriefChange[];
  readonly hash: string;
};

/** The addenda of a brief, in order. */
export async function listRevisions(sql: Sql, brief: number): Promise<BriefRevision[]> {
  const { rows } = await sql.query<Omit<BriefRevision, 'madeAt'> & { madeAt: Date }>(
    `SELECT number, made_at AS "madeAt", cut_seq AS "cutSeq", late_events AS "lateEvents", changes, hash
     FROM brief_revisions WHERE brief = $1 ORDER BY number`,
    [brief],
  );
  return rows.map(({ madeAt, ...row }) => ({ ...row, madeAt: madeAt.toISOString() }));
}

/** The last figures told of a brief since it was issued; undefined: those of the brief itself still stand. */
export async function readLastFigures(
  sql: Sql,
  brief: number,
): Promise<{ readonly number: number; readonly hash: string; readonly figures: BriefFigures } | undefined> {
  const { rows } = await sql.query<{ number: number; hash: string; figures: string }>(
    'SELECT number, hash, figures FROM brief_revisions WHERE brief = $1 ORDER BY number DESC LIMIT 1',
    [brief],
  );
  const [row] = rows;
  return row && { number: row.number, hash: row.hash, figures: JSON.parse(row.figures) as BriefFigures };
}

/** What is added to a brief. */
export type NewRevision = Pick<BriefRevision, 'number' | 'cutSeq' | 'lateEvents' | 'changes'> & {
  readonly brief: number;
  readonly figures: BriefFigures;
  readonly beforeHash: string;
  readonly by: string;
  readonly at: Date;
};

/** Adds an addendum; its hash goes on from the one before. */
export async function insertRevision(sql: Sql, revision: NewRevision): Promise<void> {
  const { brief, number, cutSeq, lateEvents, changes, figures, beforeHash, by, at } = revision;
  const text = toCanonical(figures);
  await sql.query(
    `INSERT INTO brief_revisions (brief, number, made_at, made_by, cut_seq, late_events, figures, changes, before_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[brief, number, at, by, cutSeq, lateEvents, text, JSON.stringify(changes), beforeHash],
      hashOf(beforeHash, text, toCanonical(changes)),
    ],
  );
}

/** Whether the addenda are what their hashes say, each going on from the one before and the first from the brief's. */
export async function areRevisionsWhole(sql: Sql, brief: number, briefHash: string): Promise<boolean> {
  const { rows } = await sql.query<{ figures: string; changes: unknown; beforeHash: string; hash: string }>(
    `SELECT figures, changes, before_hash AS "beforeHash", hash FROM brief_revisions WHERE brief = $1 ORDER BY number`,
    [brief],
  );
  return rows.every(({ figures, changes, beforeHash, hash }, at) => {
    const before = rows[at - 1]?.hash ?? briefHash;
    return beforeHash === before && hash === hashOf(beforeHash, figures, toCanonical(changes));
  });
}

/** Up to which frame late events of a brief were looked for. */
export async function readSeenSeq(sql: Sql, brief: number): Promise<number | undefined> {
  const { rows } = await sql.query<{ seq: number }>('SELECT seen_seq AS seq FROM brief_checks WHERE brief = $1', [
    brief,
  ]);
  return rows[0]?.seq;
}

/** Notes that they were. */
export async function saveSeenSeq(sql: Sql, brief: number, seq: number): Promise<void> {
  await sql.query(
    `INSERT INTO brief_checks (brief, seen_seq) VALUES ($1, $2)
     ON CONFLICT (brief) DO UPDATE SET seen_seq = greatest(brief_checks.seen_seq, EXCLUDED.seen_seq)`,
    [brief, seq],
  );
}
