import type pg from 'pg';
import { listAlertsOf } from '#shared/store/list-alerts-of.ts';
import { listIncidentsOf } from '#shared/store/list-incidents-of.ts';
import { listPlaces } from '#shared/store/list-places.ts';
import { readHourSeries } from '#shared/store/read-hour-series.ts';
import type { Language } from '../../words/language.ts';
import { byUrgency } from '../asset-line.ts';
import { metricsOf, unitCharts } from '../charts.ts';
import { hoursUpTo, toSeries } from '../hour-series.ts';
import { dayMs, mostListed, pastDays, readBasics, unitAt } from './page-basics.ts';
import { readEventsPage } from './read-events.ts';
import { readKpiLines } from './read-kpi-lines.ts';
import { readLines } from './read-lines.ts';

export type UnitAsked = {
  readonly world: string;
  readonly code: string;
  readonly hours: number;
  readonly before: string | null;
  readonly language: Language;
};

/** Everything a unit's page shows; undefined: there is no such unit. */
export async function readUnitPage(pool: pg.Pool, { world, code, hours, before, language }: UnitAsked) {
  const basics = await readBasics(pool, world);
  const { nowMs, systems, offices } = basics;
  const unit = unitAt(basics, code);
  if (!unit) return undefined;
  const places = await listPlaces(pool, new Date(nowMs), code);
  const span = hoursUpTo(nowMs, hours);
  const past = { world, of: { unit: code }, since: new Date(nowMs - pastDays * dayMs), limit: mostListed };
  const [lines, rows, events, incidents, alerts, kpis] = await Promise.all([
    readLines(pool, { world, nowMs, places, systems }),
    readHourSeries(pool, { world, units: [code], scope: '', metrics: metricsOf(unitCharts), ...span }),
    readEventsPage(pool, { world, assets: places.map((place) => place.code), nowMs, before }),
    listIncidentsOf(pool, past),
    listAlertsOf(pool, past),
    readKpiLines(pool, { world, nowMs, unit: code, offices, language }),
  ]);
  return {
    ...{ nowMs, unit, hours, events, incidents, alerts, kpis },
    assets: byUrgency(lines),
    series: toSeries(unitCharts, rows, span),
    offices: offices.filter((office) => office.unit === code),
  };
}
