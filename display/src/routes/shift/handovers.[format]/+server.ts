import { error } from '@sveltejs/kit';
import type { ShiftShown } from '#shared/wire/shift-commands.ts';
import { sendTable } from '#lib/export/send-table.ts';
import { askDuty } from '#lib/people/server/ask-duty.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { handoversTable } from '#lib/people/handovers-table.ts';
import { loadCity } from '#lib/server/load-city.ts';
import type { RequestHandler } from './$types';

/** The shifts that were handed over last, as a file. */
export const GET: RequestHandler = async (event) => {
  const { language, timeZone, world } = readDesk(event);
  const shown = await askDuty<ShiftShown>(event, 'shift.show', { world });
  if (!shown.ok) error(503, shown.message);
  return sendTable(handoversTable(shown.value.past, language), {
    ...{ format: event.params.format, url: event.url, language, timeZone, world },
    ...{ filter: '', asOfMs: Date.parse(shown.value.content.at), fileName: `handovers-${loadCity().view.city}` },
  });
};
