import type { Cookies } from '@sveltejs/kit';
import { z } from 'zod';
import { keepDataKey } from '#shared/service/data-key.ts';
import { sealWith, type Seal } from '#shared/service/seal.ts';
import { resources } from '../resources.ts';
import { cookieName, cookieOptions } from '../viewer.ts';

/** Time to look for a phone. */
const keptMs = 5 * 60_000;
const kept = z.strictObject({ account: z.string(), untilMs: z.number() });

/** Keeps in the browser, sealed, who has typed the right password: with it and a code they are in. */
export function keepHalfway(account: string, cookies: Cookies, url: URL): void {
  const untilMs = Date.now() + keptMs;
  const text = openSeal().close(JSON.stringify({ account, untilMs })).toString('base64url');
  cookies.set(cookieName('vonglau_halfway', url), text, cookieOptions(url, new Date(untilMs)));
}

/** Who is halfway in; null: nobody, or it is too long ago. */
export function readHalfway(cookies: Cookies, url: URL): string | null {
  const text = cookies.get(cookieName('vonglau_halfway', url));
  const opened = text === undefined ? undefined : openSeal().open(Buffer.from(text, 'base64url'));
  const read = opened === undefined ? undefined : kept.safeParse(JSON.parse(opened)).data;
  return read && read.untilMs > Date.now() ? read.account : null;
}

/** Nobody is halfway in any more. */
export function dropHalfway(cookies: Cookies, url: URL): void {
  cookies.set(cookieName('vonglau_halfway', url), '', cookieOptions(url, new Date(0)));
}

function openSeal(): Seal {
  return sealWith(keepDataKey(resources().config.VONGLAU_DATA, 'accounts'), 'halfway into a login');
}
