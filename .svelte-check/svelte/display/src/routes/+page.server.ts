import { redirect } from '@sveltejs/kit';

/** Everybody starts at the wall; the guard sends whoever may not see it to log in. */
export function load(): never {
  redirect(303, '/wall');
}
