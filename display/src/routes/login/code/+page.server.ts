import { fail, redirect } from '@sveltejs/kit';
import { localPath } from '#lib/server/local-path.ts';
import { signInByCode } from '#lib/server/sign-in/by-code.ts';
import { enter } from '#lib/server/sign-in/enter.ts';
import { dropHalfway, readHalfway } from '#lib/server/sign-in/halfway.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, cookies, url }) => {
  if (readHalfway(cookies, url) === null) redirect(303, `/login${url.search}`);
  return { language: locals.language };
};

export const actions: Actions = {
  default: async ({ request, url, cookies, getClientAddress }) => {
    const account = readHalfway(cookies, url);
    if (account === null) redirect(303, `/login${url.search}`);
    const typed = (await request.formData()).get('code');
    const code = typeof typed === 'string' ? typed.slice(0, 64) : '';
    const signed = await signInByCode({ account, code, address: getClientAddress() });
    if ('fault' in signed) return fail(signed.fault === 'wait' ? 429 : 401, signed);
    dropHalfway(cookies, url);
    await enter(signed, cookies, url);
    redirect(303, localPath(url.searchParams.get('next'), url));
  },
};
