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

async function isAllowed(sql: Sql, { kind, token }: Credential, world: string): Promise<boolean> {
  if (kind === 'session') return (await findSession(sql, token, new Date())) !== undefined;
  const wall = await findWallToken(sql, token);
  return wall !== undefined && (wall.world === null || wall.world === world);
}
