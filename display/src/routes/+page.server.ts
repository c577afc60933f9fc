import { redirect } from '@sveltejs/kit';
import { homeOf } from '#lib/server/home-of.ts';
import type { PageServerLoad } from './$types';

/** Everybody starts at what they are here for; the guard sends whoever may not see it to log in. */
export const load: PageServerLoad = ({ locals, url }) => {
  redirect(303, homeOf(locals.viewer) + url.search);
};
