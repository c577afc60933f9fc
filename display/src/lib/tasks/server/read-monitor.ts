import type { RequestEvent } from '@sveltejs/kit';
import { readTasksAt } from '#shared/store/read-tasks-at.ts';
import { countTasks, monitorTasks } from '#shared/tasks/monitor.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { resources } from '#lib/server/resources.ts';
import { periodOf } from '../period.ts';
import { readTaskDesk } from './read-task-desk.ts';

/** What the monitor's address asks for; `counted` null: the database cannot be read. */
export async function readMonitor(event: RequestEvent) {
  const { pool } = resources();
  const { searchParams } = event.url;
  const desk = await readTaskDesk(event);
  const { world, own, nowMs, timeZone } = desk;
  const today = civilCalendar(timeZone).dayOf(nowMs);
  const typed = searchParams.get('on') ?? '';
  const on = /^\d{4}-\d{2}-\d{2}$/.test(typed) && !Number.isNaN(Date.parse(typed)) ? typed : today;
  const period = periodOf(searchParams.get('period') === 'day' ? 'day' : 'week', on, timeZone);
  const atMs = Math.max(period.fromMs, Math.min(period.toMs, nowMs));
  const counted = await count().catch(() => null);
  return { ...desk, on, period, atMs, counted };

  async function count() {
    const all = await readTasksAt(pool, { world, atMs, sinceMs: period.fromMs });
    const unit = own;
    const seen = unit === null ? all : all.filter((task) => task.unit === unit);
    const until = { fromMs: period.fromMs, toMs: atMs };
    return { rows: monitorTasks(seen, { ...until }), sum: countTasks(null, seen, until) };
  }
}
