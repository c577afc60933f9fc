import { redirect } from '@sveltejs/kit';
import { leave } from '#lib/server/sign-in/leave.ts';
import type { RequestHandler } from './$types';

/** Ends the session here and everywhere it is shown. */
export const POST: RequestHandler = async ({ cookies, url }) => {
  await leave(cookies, url);
  redirect(303, '/login');
};
