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

/** Appends to the audit trail; to be called in the transaction of the act itself. */
export async function insertAudit(sql: Sql, entry: AuditEntry): Promise<void> {
  await sql.query('INSERT INTO audit (at, actor, verb, subject, detail, reason) VALUES ($1, $2, $3, $4, $5, $6)', [
    entry.at,
    entry.actor,
    entry.verb,
    entry.subject,
    JSON.stringify(entry.detail),
    entry.reason ?? null,
  ]);
}
