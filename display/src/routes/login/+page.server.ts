import { fail, redirect } from '@sveltejs/kit';
import { localPath } from '#lib/server/local-path.ts';
import { resources } from '#lib/server/resources.ts';
import { signInByPassword } from '#lib/server/sign-in/by-password.ts';
import { enter } from '#lib/server/sign-in/enter.ts';
import { keepHalfway } from '#lib/server/sign-in/halfway.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const next = localPath(url.searchParams.get('next'), url);
  if (locals.viewer?.kind === 'account') redirect(303, next);
  const refused = url.searchParams.get('refused');
  const hasCityLogin = resources().cityLogin !== undefined;
  return {
    language: locals.language,
    next,
    hasCityLogin,
    refused: refused === 'rights' || refused === 'city' ? refused : null,
  };
};

export const actions: Actions = {
  default: async ({ request, url, cookies, getClientAddress }) => {
    const form = await request.formData();
    const account = textOf(form.get('account'), 64);
    const password = textOf(form.get('password'), 1024);
    const signed = await signInByPassword({ account, password, address: getClientAddress() });
    if ('fault' in signed) return fail(signed.fault === 'wait' ? 429 : 401, { account, ...signed });
    if ('halfway' in signed) {
      keepHalfway(signed.halfway, cookies, url);
      redirect(303, `/login/code${url.search}`);
    }
    await enter(signed, cookies, url);
    redirect(303, localPath(url.searchParams.get('next'), url));
  },
};

function textOf(value: FormDataEntryValue | null, maxLength: number): string {
  return typeof value === 'string' ? value.slice(0, maxLength) : '';
}
