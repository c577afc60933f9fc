import { authorize, type Subject } from '#shared/access/authorize.ts';
import type { Sql } from '#shared/store/sql.ts';
import { findSession } from '#shared/store/find-session.ts';
import { findWallToken } from '#shared/store/find-wall-token.ts';
import type { PushTopic } from '#shared/wire/push.ts';
import type { Credential } from './read-upgrade.ts';

/** What a screen wants to see: of the present, or of the past. */
export type Wanted = { readonly world: string; readonly topics: readonly PushTopic[]; readonly isReplay: boolean };

/** Whose alerts may be seen: `unit`'s, null the city's; and whether without the names of who has them. */
export type AlertReach = { readonly unit: string | null; readonly isNameless: boolean };

/** `unknown`: the database could not be asked. */
export type TokenVerdict = AlertReach | 'refused' | 'unknown';

export type TokenCheck = (credential: Credential, wanted: Wanted) => Promise<TokenVerdict>;

const wholeCity: AlertReach = { unit: null, isNameless: false };

/** Checks tokens against the database; many screens asking about one token at once ask it once. */
export function createTokenCheck(sql: Sql): TokenCheck {
  const asking = new Map<string, Promise<TokenVerdict>>();
  return (credential, wanted) => {
    const key = `${credential.kind} ${wanted.world} ${wanted.topics.join()} ${wanted.isReplay} ${credential.token}`;
    let verdict = asking.get(key);
    if (!verdict) {
      verdict = decide(sql, credential, wanted)
        .catch((): TokenVerdict => 'unknown')
        .finally(() => asking.delete(key));
      asking.set(key, verdict);
    }
    return verdict;
  };
}

async function decide(sql: Sql, credential: Credential, { world, topics, isReplay }: Wanted): Promise<TokenVerdict> {
  const holder = await findHolder(sql, credential);
  if (!authorize(holder, isReplay ? 'replay.see' : 'wall.see', { world }).allowed) return 'refused';
  if (!topics.includes('alerts') || authorize(holder, 'alert.see', { world }).allowed) return wholeCity;
  if (authorize(holder, 'alert.count', { world }).allowed) return { unit: null, isNameless: true };
  const unit = holder?.kind === 'account' ? holder.unit : null;
  return unit !== null && authorize(holder, 'alert.see', { world, unit }).allowed
    ? { unit, isNameless: false }
    : 'refused';
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
