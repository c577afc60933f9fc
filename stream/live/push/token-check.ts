import { authorize, type Subject } from '#shared/access/authorize.ts';
import type { Sql } from '#shared/store/sql.ts';
import { findSession } from '#shared/store/find-session.ts';
import { findWallToken } from '#shared/store/find-wall-token.ts';
import type { Credential } from './read-upgrade.ts';

/** `unknown`: the database could not be asked. */
export type TokenVerdict = 'allowed' | 'refused' | 'unknown';

export type TokenCheck = (credential: Credential, world: string) => Promise<TokenVerdict>;

/** Checks tokens against the database; many screens asking about one token at once ask it once. */
export function createTokenCheck(sql: Sql): TokenCheck {
  const asking = new Map<string, Promise<TokenVerdict>>();
  return (credential, world) => {
    const key = `${credential.kind} ${world} ${credential.token}`;
    let verdict = asking.get(key);
    if (!verdict) {
      verdict = isAllowed(sql, credential, world)
        .then((allowed): TokenVerdict => (allowed ? 'allowed' : 'refused'))
        .catch((): TokenVerdict => 'unknown')
        .finally(() => asking.delete(key));
      asking.set(key, verdict);
    }
    return verdict;
  };
}

async function isAllowed(sql: Sql, credential: Credential, world: string): Promise<boolean> {
  return authorize(await findHolder(sql, credential), 'wall.see', { world }).allowed;
}

/** Who holds a token; null: nobody, or nobody any more. */
async function findHolder(sql: Sql, { kind, token }: Credential): Promise<Subject | null> {
  if (kind === 'wall') {
    const screen = await findWallToken(sql, token);
    return screen ? { kind: 'screen', ...screen } : null;
  }
  const session = await findSession(sql, token, new Date());
  return session ? { kind: 'account', name: session.account, role: session.role, unit: session.unit } : null;
}
