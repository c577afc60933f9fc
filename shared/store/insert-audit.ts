import { chainedAt, chainHash, chainStart, type ChainedRow } from './audit-chain.ts';
import type { Sql } from './sql.ts';

/** Who did what to what. `detail` never holds a secret or personal data. */
export type AuditEntry = {
  readonly at: Date;
  readonly actor: string;
  readonly verb: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly reason?: string | undefined;
};

const LOCK = 7_662_013;

/**
 * Appends to the audit trail, chained to the row before; to be called in the transaction of the act itself, as late as
 * can be: until it ends nobody else appends.
 */
export async function insertAudit(sql: Sql, entry: AuditEntry): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  // A statement of its own: it must see what whoever held the lock before has committed.
  const { rows } = await sql.query<{ seq: string; last: string | null }>(
    `SELECT nextval(pg_get_serial_sequence('audit', 'seq')) AS seq,
            (SELECT hash FROM audit ORDER BY seq DESC LIMIT 1) AS last`,
  );
  const prev = rows[0]?.last ?? (await hashUnchained(sql));
  const { actor, verb, subject, reason = null } = entry;
  const detail = JSON.stringify(entry.detail);
  const at = entry.at.toISOString().replace('Z', '000Z');
  const row: ChainedRow = { seq: Number(rows[0]?.seq), at, actor, verb, subject, detail: JSON.parse(detail), reason };
  await sql.query(
    `INSERT INTO audit (seq, at, actor, verb, subject, detail, reason, prev, hash) OVERRIDING SYSTEM VALUE
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.seq, at, actor, verb, subject, detail, reason, prev, chainHash(prev, row)],
  );
}

/** The hash that the rows from before the chain come to, so that they cannot be changed any more either. */
async function hashUnchained(sql: Sql): Promise<string> {
  const { rows } = await sql.query<ChainedRow>(
    `SELECT seq::int AS seq, ${chainedAt} AS at, actor, verb, subject, detail, reason FROM audit ORDER BY seq`,
  );
  return rows.reduce(chainHash, chainStart);
}
