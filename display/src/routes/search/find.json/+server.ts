import { answerSearch } from '#lib/search/server/answer-search.ts';
import type { RequestHandler } from './$types';

const mostFinds = 12;

/** What fits the words typed so far, for the search above every page. */
export const GET: RequestHandler = async (event) => {
  return Response.json(await answerSearch(event, event.url.searchParams.get('q') ?? '', mostFinds));
};
