import type { LayoutServerLoad } from './$types';

/** Who looks, for menus; null: a screen, or nobody. What they may do is judged anew by whoever is asked to do it. */
export const load: LayoutServerLoad = ({ locals: { viewer } }) => ({
  viewer: viewer?.kind === 'account' ? viewer : null,
});
