import { error } from '@sveltejs/kit';
import { listDrills } from '#shared/store/drills.ts';
import { drillsWords } from '#lib/drills/drills-words.ts';
import { judgementTable } from '#lib/drills/judgement-table.ts';
import { sendTable } from '#lib/export/send-table.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** How a drill went, as a file. */
export const GET: RequestHandler = async ({ params, url, locals: { language } }) => {
  const [drill] = await listDrills(resources().pool, { limit: 1, id: params.id });
  if (!drill) error(404);
  return sendTable(judgementTable(drill, language), {
    ...{ format: params.format, url, language, timeZone: loadCity().view.timeZone, world: drill.world },
    ...{ filter: drill.name[language], asOfMs: Date.parse(drill.endedAt ?? new Date().toISOString()) },
    fileName: `${drillsWords[language].file}-${drill.id}`,
  });
};
