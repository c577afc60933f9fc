import { readLevelDesk } from '#lib/levels/server/load-level.ts';
import { answerSearch } from '#lib/search/server/answer-search.ts';
import type { PageServerLoad } from './$types';

const mostFinds = 100;

export const load: PageServerLoad = async (event) => {
  const typed = event.url.searchParams.get('q') ?? '';
  const answer = await answerSearch(event, typed, mostFinds).catch(() => null);
  return { ...readLevelDesk(event), typed, answer };
};
