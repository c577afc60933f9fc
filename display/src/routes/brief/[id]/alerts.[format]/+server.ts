import { pickedTable } from '#lib/brief/picked-table.ts';
import { sayPick } from '#lib/brief/say-pick.ts';
import { readPicked } from '#lib/brief/server/read-picked.ts';
import { fileNameOf, readSaid } from '#lib/brief/server/read-said.ts';
import { sendTable } from '#lib/export/send-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

const nowhere = (): string => '';

/** The alerts that a figure of a brief counts, as a file. */
export const GET: RequestHandler = async ({ params, url, locals: { language } }) => {
  const { brief, said } = await readSaid(params.id, language);
  const { pick, rows } = await readPicked(resources().pool, brief, url.searchParams);
  return sendTable(pickedTable({ language, hrefOf: nowhere, logOf: nowhere }, rows), {
    ...{ format: params.format, url, language, timeZone: brief.timeZone, world: brief.world },
    ...{ filter: `${said.title} · ${sayPick(pick, brief, language)}`, asOfMs: Date.parse(brief.asOf) },
    fileName: `alerts-${fileNameOf(brief)}`,
  });
};
