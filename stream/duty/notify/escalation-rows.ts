import type { Escalation } from '#shared/duty/escalation/escalation.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { Priority } from '#shared/wire/duty.ts';
import type { Chain } from '#shared/wire/notify-commands.ts';

/** An escalation as it is kept, with the chain it goes by. */
export type EscalationRow = { readonly chain: Chain; readonly priority: Priority; readonly escalation: Escalation };

type Kept = Omit<EscalationRow, 'escalation'> &
  Omit<Escalation, 'nextMs' | 'startedMs' | 'progressMs'> & {
    readonly nextAt: Date | null;
    readonly startedAt: Date;
    readonly progressAt: Date;
  };

/** The escalation of a subject, held until the transaction ends; undefined: there is none. */
export async function lockEscalation(sql: Sql, subject: string): Promise<EscalationRow | undefined> {
  const { rows } = await sql.query<Kept>(
    `SELECT chain, priority, stage, step, round, reason, next_at AS "nextAt", started_at AS "startedAt",
       progress_at AS "progressAt" FROM escalations WHERE subject = $1 FOR UPDATE`,
    [subject],
  );
  const row = rows[0];
  if (!row) return undefined;
  const { chain, priority, nextAt, startedAt, progressAt, ...rest } = row;
  const escalation = {
    ...{ ...rest, nextMs: nextAt?.getTime() ?? null },
    ...{ startedMs: startedAt.getTime(), progressMs: progressAt.getTime() },
  };
  return { chain, priority, escalation };
}

/** Keeps an escalation as it now is. */
export async function saveEscalation(
  sql: Sql,
  { subject, world, row }: { subject: string; world: string; row: EscalationRow },
): Promise<void> {
  const { stage, step, round, reason, nextMs, startedMs, progressMs } = row.escalation;
  await sql.query(
    `INSERT INTO escalations (subject, world, chain, priority, stage, step, round, reason, next_at, started_at, progress_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (subject) DO UPDATE SET chain = EXCLUDED.chain, priority = EXCLUDED.priority, stage = EXCLUDED.stage,
       step = EXCLUDED.step, round = EXCLUDED.round, reason = EXCLUDED.reason, next_at = EXCLUDED.next_at,
       started_at = EXCLUDED.started_at, progress_at = EXCLUDED.progress_at`,
    [
      ...[subject, world, JSON.stringify(row.chain), row.priority, stage, step, round, reason],
      ...[nextMs === null ? null : new Date(nextMs), new Date(startedMs), new Date(progressMs)],
    ],
  );
}
