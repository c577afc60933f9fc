import { error } from '@sveltejs/kit';
import { countPicked, pickAlerts, type AlarmPick } from '#shared/brief/alarm-picks.ts';
import type { Brief } from '#shared/brief/brief.ts';
import { readPick } from '#shared/brief/read-pick.ts';
import { listPlaces } from '#shared/store/list-places.ts';
import { readBriefAlerts } from '#shared/store/read-brief-alerts.ts';
import type { Sql } from '#shared/store/sql.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { hourOfDay } from '#shared/time/wall-clock.ts';
import type { PickedAlert } from '../picked-table.ts';

/** The alerts that a figure of a brief counts, and how many the brief says there are (undefined: it counts something else). */
export type Picked = { readonly pick: AlarmPick; readonly counted: number | undefined; readonly rows: PickedAlert[] };

/** Reads the alerts that an address asks for, up to the brief's own cut: as many as were counted, unless some are no longer kept. */
export async function readPicked(sql: Sql, brief: Brief, query: URLSearchParams): Promise<Picked> {
  const pick = readPick(query);
  if (!pick) error(404, 'of');
  const { world, period, timeZone, asOf, cut, counted } = brief;
  const [from, to] = [new Date(civilCalendar(timeZone).startOf(period.days.from)), new Date(asOf)];
  const alerts = await readBriefAlerts(sql, { world, from, to, dutySeq: cut.dutySeq });
  const picked = pickAlerts(alerts, pick, {
    span: { fromMs: from.getTime(), toMs: to.getTime() },
    alarms: counted.alarms,
    hourOf: hourOfDay(timeZone),
  });
  const assets = new Set((await listPlaces(sql, to)).map(({ code }) => code));
  const rows = picked.map((alert) => ({ ...alert, isAsset: assets.has(alert.target) }));
  return { pick, counted: countPicked(counted, pick), rows };
}
