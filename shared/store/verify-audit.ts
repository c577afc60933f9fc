import { chainedAt, chainHash, chainStart, type ChainedRow } from './audit-chain.ts';
import type { Sql } from './sql.ts';

/** A place in the chain that somebody outside the database has noted. */
export type AuditHead = { readonly seq: number; readonly hash: string };

/**
 * `changed`: the row is not what was hashed. `missing`: what stood between this row and the one before is gone, or was
 * never there. `before`: the rows from before the chain, of which this one is the first, are not what they were. `unchained`:
 * the row was put in past the chain. `witness`: the row that was noted outside is not there, or is another.
 */
export type AuditFault = {
  readonly seq: number;
  readonly what: 'changed' | 'missing' | 'before' | 'unchained' | 'witness';
};

export type AuditReport = {
  readonly rows: number;
  /** Rows from before the trail was a chain; its first row vouches for them together. */
  readonly unchained: number;
  readonly head: AuditHead | null;
  readonly faults: readonly AuditFault[];
};

type Row = ChainedRow & { readonly prev: string | null; readonly hash: string | null };

/** How far the chain has been walked: `last` is the hash the next row must follow. */
type Walk = { rows: number; unchained: number; last: string; head: AuditHead | null };

const BATCH = 5_000;

/** Recomputes the whole chain; a sound one has no faults. `witness` is a head that was noted earlier. */
export async function verifyAudit(sql: Sql, witness?: AuditHead): Promise<AuditReport> {
  const walk: Walk = { rows: 0, unchained: 0, last: chainStart, head: null };
  const faults: AuditFault[] = [];
  let isWitnessed = witness === undefined;
  for (let after = 0; ;) {
    const rows = await readBatch(sql, after);
    for (const row of rows) {
      const computed = chainHash(row.prev ?? walk.last, row);
      const fault = findFault(row, { computed, walk });
      if (fault) faults.push({ seq: row.seq, what: fault });
      if (row.hash === null) walk.unchained += walk.head === null ? 1 : 0;
      else walk.head = { seq: row.seq, hash: row.hash };
      if (witness?.seq === row.seq) isWitnessed = row.hash === witness.hash;
      walk.last = row.hash ?? computed;
    }
    walk.rows += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) break;
    after = last.seq;
  }
  const { rows, unchained, head } = walk;
  if (witness && !isWitnessed) faults.push({ seq: witness.seq, what: 'witness' });
  return { rows, unchained, head, faults };
}

/** The last row of the chain now; null while there is none. */
export async function readAuditHead(sql: Sql): Promise<AuditHead | null> {
  const { rows } = await sql.query<AuditHead>(
    'SELECT seq::int AS seq, hash FROM audit WHERE hash IS NOT NULL ORDER BY seq DESC LIMIT 1',
  );
  return rows[0] ?? null;
}

function findFault(
  { prev, hash }: Row,
  { computed, walk }: { computed: string; walk: Walk },
): AuditFault['what'] | undefined {
  if (hash === null) return walk.head ? 'unchained' : undefined;
  if (hash !== computed) return 'changed';
  if (prev === walk.last) return undefined;
  return walk.head === null && walk.unchained > 0 ? 'before' : 'missing';
}

async function readBatch(sql: Sql, after: number): Promise<Row[]> {
  const { rows } = await sql.query<Row>(
    `SELECT seq::int AS seq, ${chainedAt} AS at, actor, verb, subject, detail, reason, prev, hash
     FROM audit WHERE seq > $1 ORDER BY seq LIMIT $2`,
    [after, BATCH],
  );
  return rows;
}
