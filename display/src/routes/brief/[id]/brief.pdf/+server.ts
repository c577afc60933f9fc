import { linksOf } from '#shared/brief/links.ts';
import { toPaper } from '#shared/brief/paper/to-paper.ts';
import { briefPageWords } from '#lib/brief/brief-page-words.ts';
import { fileNameOf, readSaid } from '#lib/brief/server/read-said.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** A brief as a PDF, printed from the same page as `print`, handed to the browser as a file and not by an address. */
export const GET: RequestHandler = async ({ params, locals, url }) => {
  const { printing, log } = resources();
  const words = briefPageWords[locals.language];
  if (!printing) return sayNot(words.noPrinter);
  const { brief, said, issuedOn } = await readSaid(params.id, locals.language);
  try {
    const pdf = await printing(toPaper(said, issuedOn, linksOf(url.origin, { ...said, world: brief.world })));
    return new Response(new Uint8Array(pdf), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${fileNameOf(brief)}.pdf"`,
      },
    });
  } catch (error) {
    log.error({ err: error, brief: params.id }, 'a brief could not be printed');
    return sayNot(words.printFailed);
  }
};

function sayNot(text: string): Response {
  return new Response(`${text}\n`, { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
