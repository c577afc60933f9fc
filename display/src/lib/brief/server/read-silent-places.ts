import type { Brief } from '#shared/brief/brief.ts';
import { listPlaces } from '#shared/store/list-places.ts';
import { readBriefAlerts } from '#shared/store/read-brief-alerts.ts';
import type { Sql } from '#shared/store/sql.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';

/** As many as anybody follows one by one. */
const mostShown = 60;

/**
 * The assets that a brief counts as silent at the end of its days, by rule: from the same alerts up to the same cut. Of what
 * alerts say that are no longer kept there are none.
 */
export async function readSilentPlaces(sql: Sql, brief: Brief): Promise<Record<string, string[]>> {
  const { world, period, timeZone, asOf, cut, counted } = brief;
  if (counted.silences.length === 0) return {};
  const [from, to] = [new Date(civilCalendar(timeZone).startOf(period.days.from)), new Date(asOf)];
  const alerts = await readBriefAlerts(sql, { world, from, to, dutySeq: cut.dutySeq });
  const assets = new Set((await listPlaces(sql, to)).map(({ code }) => code));
  const silent = alerts.filter(
    ({ isSilence, overMs, target }) => isSilence && (overMs === null || overMs > to.getTime()) && assets.has(target),
  );
  return Object.fromEntries(
    [...Map.groupBy(silent, ({ rule }) => rule)].map(([rule, own]) => [
      rule,
      [...new Set(own.map(({ target }) => target))].sort().slice(0, mostShown),
    ]),
  );
}
