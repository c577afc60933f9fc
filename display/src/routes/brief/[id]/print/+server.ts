import { linksOf } from '#shared/brief/links.ts';
import { toPaper } from '#shared/brief/paper/to-paper.ts';
import { readSaid } from '#lib/brief/server/read-said.ts';
import type { RequestHandler } from './$types';

/** A brief as it is printed, on its own: its styles are in it, and it has no script. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
  const { brief, said, issuedOn } = await readSaid(params.id, locals.language);
  return new Response(toPaper(said, issuedOn, linksOf(url.origin, { ...said, world: brief.world })), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  });
};
