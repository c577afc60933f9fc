import { error } from '@sveltejs/kit';

/** Tells whoever is logged in that a page is not theirs. */
export function load(): never {
  error(403, 'forbidden');
}
