import type { AccountListed } from '../access/account-commands.ts';
import type { Sql } from './sql.ts';

type Row = Omit<AccountListed, 'createdAt' | 'disabledAt' | 'lastSeenAt'> & {
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  readonly lastSeenAt: Date | null;
};

/** Every account there is or was, by name, with how many sessions it has at `now` and when one was last used. */
export async function listAccounts(sql: Sql, now: Date): Promise<AccountListed[]> {
  const { rows } = await sql.query<Row>(
    `SELECT name, role, unit, CASE WHEN external_id IS NULL THEN 'password' ELSE 'city' END AS login,
            EXISTS (SELECT FROM second_factors f WHERE f.account = a.name AND f.confirmed_at IS NOT NULL) AS "secondFactor",
            a.created_at AS "createdAt", disabled_at AS "disabledAt",
            count(s.account)::int AS sessions, max(s.last_seen_at) AS "lastSeenAt"
     FROM accounts a LEFT JOIN sessions s ON s.account = a.name AND s.idle_expires_at > $1 AND s.expires_at > $1
     GROUP BY a.name ORDER BY a.name`,
    [now],
  );
  return rows.map(({ createdAt, disabledAt, lastSeenAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    disabledAt: disabledAt?.toISOString() ?? null,
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
  }));
}
