import { error } from '@sveltejs/kit';
import { listDayMarks } from '#shared/store/list-day-marks.ts';
import { nextDay } from '#shared/time/next-day.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

// More marks than a slider has room for.
const marksShown = 200;

export const GET: RequestHandler = async ({ url, locals }) => {
  const day = url.searchParams.get('day') ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day))) error(400, 'day');
  const calendar = civilCalendar(loadCity().view.timeZone);
  const span = { fromMs: calendar.startOf(day), toMs: calendar.startOf(nextDay(day)) };
  const marks = await listDayMarks(resources().pool, {
    ...{ world: askedWorld(url, locals.viewer), ...span, limit: marksShown },
  });
  return Response.json({ day, marks }, { headers: { 'cache-control': 'private, no-store' } });
};
