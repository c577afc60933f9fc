import { error, redirect } from '@sveltejs/kit';
import { resources } from '#lib/server/resources.ts';
import { signInByCity } from '#lib/server/sign-in/by-city.ts';
import { enter } from '#lib/server/sign-in/enter.ts';
import { cookieName, cookieOptions } from '#lib/server/viewer.ts';
import type { PageServerLoad } from './$types';

/** Lets in who comes back from the city's login; the page then goes on by itself. */
export const load: PageServerLoad = async ({ url, cookies, locals }) => {
  const { cityLogin, log } = resources();
  if (!cityLogin) error(404);
  const name = cookieName('vonglau_city_login', url);
  const kept = cookies.get(name);
  if (kept === undefined) redirect(303, '/login?refused=city');
  // Good for one way back.
  cookies.set(name, '', cookieOptions(url, new Date(0)));
  const back = await cityLogin.finish(url, kept).catch((fault: unknown) => {
    log.warn({ err: fault }, 'what came back from the login of the city is not good');
    return null;
  });
  if (!back) redirect(303, '/login?refused=city');
  const signed = await signInByCity(back.person);
  if ('fault' in signed) redirect(303, '/login?refused=rights');
  await enter(signed, cookies, url);
  return { language: locals.language, next: back.next };
};
