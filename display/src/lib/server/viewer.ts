import type { Cookies } from '@sveltejs/kit';
import type pg from 'pg';
import type { Subject } from '#shared/access/authorize.ts';
import { findSession } from '#shared/store/find-session.ts';
import { findWallToken } from '#shared/store/find-wall-token.ts';

/** Who looks: a person with a session, or a screen with a wall token that may show `world` (null: any) and do nothing. */
export type Viewer = Extract<Subject, { kind: 'account' | 'screen' }>;

type CookieName = 'vonglau_session' | 'vonglau_wall' | 'vonglau_city_login' | 'vonglau_halfway';

/** A cookie's full name: over TLS the `__Host-` prefix binds it to this host and path. */
export function cookieName(name: CookieName, url: URL): string {
  return url.protocol === 'https:' ? `__Host-${name}` : name;
}

/** How both cookies are set: out of reach of scripts and of other sites. */
export function cookieOptions(url: URL, expires: Date) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: url.protocol === 'https:', expires } as const;
}

/** Finds who looks by the cookies; a person's session counts before a screen's token. */
export async function findViewer(pool: pg.Pool, cookies: Cookies, url: URL): Promise<Viewer | null> {
  const session = cookies.get(cookieName('vonglau_session', url));
  if (session) {
    const found = await findSession(pool, session, new Date());
    if (found) return { kind: 'account', name: found.account, role: found.role, unit: found.unit };
  }
  const token = cookies.get(cookieName('vonglau_wall', url));
  if (token) {
    const found = await findWallToken(pool, token);
    if (found) return { kind: 'screen', ...found };
  }
  return null;
}
