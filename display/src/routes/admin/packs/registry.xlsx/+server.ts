import { error } from '@sveltejs/kit';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { readRegistryPack } from '#lib/admin/server/read-registry-pack.ts';
import { runWorkbook } from '#lib/admin/server/run-workbook.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** The registry as one workbook, to be edited and taken in again. */
export const GET: RequestHandler = async () => {
  const pack = await readRegistryPack(resources().pool);
  const done = await runWorkbook({ task: 'write', pack });
  if (!('bytes' in done)) error(503, 'workbook');
  const day = civilCalendar(pack.timeZone).dayOf(Date.now());
  return new Response(new Uint8Array(done.bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${pack.code}-${day}.xlsx"`,
    },
  });
};
