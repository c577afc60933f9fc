import type { RequestEvent } from '@sveltejs/kit';
import { sendTable } from '../../export/send-table.ts';
import type { AnyTable } from '../../export/table.ts';
import { loadCity } from '../../server/load-city.ts';

/** A list of the administration, whole or as its page's filter has it, as the file that was asked for. */
export function sendAdminTable(
  { params, url, locals }: RequestEvent<{ format: string }>,
  table: AnyTable,
  { filter = '', asOf }: { readonly filter?: string; readonly asOf: Date },
): Promise<Response> {
  const { timeZone, city } = loadCity().view;
  return sendTable(table, {
    ...{ format: params.format, url, language: locals.language, timeZone, world: 'live', filter },
    ...{ asOfMs: asOf.getTime(), fileName: `${table.id}-${city}` },
  });
}
