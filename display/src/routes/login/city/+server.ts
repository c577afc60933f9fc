import { error, redirect } from '@sveltejs/kit';
import { localPath } from '#lib/server/local-path.ts';
import { resources } from '#lib/server/resources.ts';
import { cookieName } from '#lib/server/viewer.ts';
import type { RequestHandler } from './$types';

const keptS = 600;

/** Sends the browser to the city's login. */
export const GET: RequestHandler = async ({ url, cookies }) => {
  const { cityLogin, log } = resources();
  if (!cityLogin) error(404);
  const way = { back: new URL('/login/city/back', url), next: localPath(url.searchParams.get('next'), url) };
  const begun = await cityLogin.begin(way).catch((fault: unknown) => {
    log.error({ err: fault }, 'the login of the city does not answer');
    return null;
  });
  if (!begun) redirect(303, '/login?refused=city');
  // Lax: the way back is a link from another site, which brings no strict cookie along.
  const secure = url.protocol === 'https:';
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: keptS } as const;
  cookies.set(cookieName('vonglau_city_login', url), begun.kept, options);
  redirect(303, begun.address, { external: [begun.address.origin] });
};
