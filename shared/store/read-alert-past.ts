import type { AlertActTold, TransitionTold } from '../wire/alert-commands.ts';
import type { Sql } from './sql.ts';

type TransitionRow = Omit<TransitionTold, 'at' | 'since'> & { at: Date; since: Date };
type ActRow = Omit<AlertActTold, 'at' | 'realAt' | 'until'> & { at: Date; realAt: Date; until: Date | null };

/** All that became of an alert: what its rule made of it, and what was done to it, each in order. */
export async function readAlertPast(
  sql: Sql,
  id: number,
): Promise<{ readonly transitions: readonly TransitionTold[]; readonly acts: readonly AlertActTold[] }> {
  const transitions = await sql.query<TransitionRow>(
    `SELECT seq, at, since, was AS "from", becomes AS "to", why, value, is_late AS "isLate"
     FROM alert_transitions WHERE alert = $1 ORDER BY seq`,
    [id],
  );
  const acts = await sql.query<ActRow>(
    'SELECT at, real_at AS "realAt", by, act, until, note FROM alert_acts WHERE alert = $1 ORDER BY id',
    [id],
  );
  return {
    transitions: transitions.rows.map(({ at, since, ...row }) => ({
      ...row,
      ...{ at: at.toISOString(), since: since.toISOString() },
    })),
    acts: acts.rows.map(({ at, realAt, until, ...row }) => ({
      ...row,
      ...{ at: at.toISOString(), realAt: realAt.toISOString(), until: until?.toISOString() ?? null },
    })),
  };
}
