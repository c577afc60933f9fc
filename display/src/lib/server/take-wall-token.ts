import { error, redirect, type Cookies } from '@sveltejs/kit';
import { findWallToken } from '#shared/store/find-wall-token.ts';
import { resources } from './resources.ts';
import { cookieName, cookieOptions } from './viewer.ts';

// A screen keeps its token until it is revoked; browsers cap a cookie's life at 400 days.
const wallCookieMs = 400 * 24 * 3_600_000;

/** Pages that a screen without a keyboard may be opened at with its token in the address. */
export function takesWallToken(routeId: string | null): boolean {
  return routeId === '/wall' || routeId === '/system';
}

/** Changes a wall token in the address for a cookie and goes on without it; a wrong one is refused. */
export async function takeWallToken(url: URL, cookies: Cookies): Promise<void> {
  const token = url.searchParams.get('token');
  if (token === null) return;
  if (!(await findWallToken(resources().pool, token))) error(401, 'wall-token');
  const expires = new Date(Date.now() + wallCookieMs);
  cookies.set(cookieName('vonglau_wall', url), token, cookieOptions(url, expires));
  const clean = new URL(url);
  clean.searchParams.delete('token');
  redirect(303, clean.pathname + clean.search);
}
