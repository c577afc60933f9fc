import type { Sql } from './sql.ts';

/** One row of the trail; `hash` null: from before the trail was a chain. */
export type AuditRow = {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly verb: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
  readonly hash: string | null;
};

type Wish = {
  /** Only rows before this one, for the next page. */
  readonly beforeSeq?: number | undefined;
  readonly limit: number;
  readonly verb?: string | undefined;
  readonly actor?: string | undefined;
  /** From this instant to before that one. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
};

/** The trail, newest first; a verb or an actor that ends in `*` stands for all that begin so. */
export async function listAudit(sql: Sql, { beforeSeq, limit, verb, actor, from, to }: Wish): Promise<AuditRow[]> {
  const { rows } = await sql.query<Omit<AuditRow, 'at'> & { at: Date }>(
    `SELECT seq::int AS seq, at, actor, verb, subject, detail, reason, hash FROM audit
     WHERE ($1::bigint IS NULL OR seq < $1) AND ($2::text IS NULL OR verb LIKE $2) AND ($3::text IS NULL OR actor LIKE $3)
       AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6)
     ORDER BY seq DESC LIMIT $4`,
    [beforeSeq ?? null, toPattern(verb), toPattern(actor), limit, from ?? null, to ?? null],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

function toPattern(text: string | undefined): string | null {
  return text?.replaceAll(/[%_\\]/g, '\\$&').replace(/\*$/, '%') ?? null;
}
