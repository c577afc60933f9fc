import type pg from 'pg';
import type { AssetKind } from '#shared/events/kind.ts';
import type { KpiId } from '#shared/kpi/kpi-units.ts';
import { findAsset } from '#shared/store/find-asset.ts';
import { listAlertsOf } from '#shared/store/list-alerts-of.ts';
import { listIncidentsOf } from '#shared/store/list-incidents-of.ts';
import type { OfficeRow } from '#shared/store/list-offices.ts';
import { readBeats } from '#shared/store/read-beats.ts';
import { readHourSeries } from '#shared/store/read-hour-series.ts';
import type { Language } from '../../words/language.ts';
import { openFaultOf, seenState } from '../asset-line.ts';
import { beatStrip, lifeTypesOf, readBeatSlots } from '../beat-strip.ts';
import { assetCharts, countedByUnit, metricsOf } from '../charts.ts';
import { hoursUpTo, toSeries } from '../hour-series.ts';
import { timesOf } from '../times-of.ts';
import { toldState } from '../told-state.ts';
import { dayMs, mostListed, pastDays, readBasics, unitAt } from './page-basics.ts';
import { readAssetViews } from './read-asset-views.ts';
import { readEventsPage, readPlaced } from './read-events.ts';
import { readKpiLines } from './read-kpi-lines.ts';
import { nameOf, pledgeFor } from './read-lines.ts';

export type AssetAsked = {
  readonly world: string;
  readonly id: string;
  readonly hours: number;
  readonly before: string | null;
  readonly language: Language;
};

// The change of its main value is looked for among so many of its latest events.
const lookedAt = 400;

/** To which KPIs an asset of a kind contributes. */
const kpisOf: Readonly<Record<AssetKind, readonly KpiId[]>> = {
  kiosk: ['kiosk_availability'],
  robot: ['kiosk_availability'],
  point: ['wait_p50', 'wait_p90', 'satisfaction'],
  branch: ['wait_p50', 'wait_p90', 'satisfaction'],
  parking: ['cashless_share'],
  hotline: ['hotline_answered_share', 'hotline_speed', 'people_supported'],
  chatbot: ['people_supported'],
  system: ['system_uptime'],
};
const ofCity: readonly AssetKind[] = ['hotline', 'chatbot', 'system'];
/** Kinds whose unit answers for them, and kinds which the centre runs. */
const ofUnit: readonly AssetKind[] = ['kiosk', 'robot', 'point', 'branch', 'parking'];
const ofCentre: readonly AssetKind[] = ['kiosk', 'robot', 'point', 'branch', 'hotline', 'chatbot', 'system'];

/** Everything an asset's page shows; undefined: there never was such an asset. */
export async function readAssetPage(pool: pg.Pool, { world, id, hours, before, language }: AssetAsked) {
  const [basics, spans] = await Promise.all([readBasics(pool, world), findAsset(pool, id)]);
  const { nowMs, systems, offices, centre } = basics;
  // In a world of another time it is where it stood then.
  const asset =
    spans.find(({ from, to }) => from.getTime() <= nowMs && (to === null || to.getTime() > nowMs)) ?? spans[0];
  if (!asset) return undefined;
  const { kind, unit } = asset;
  const pledge = pledgeFor(id, kind, systems);
  const charts = assetCharts[kind];
  const span = hoursUpTo(nowMs, hours);
  const units = [...new Set(spans.map((each) => each.unit))];
  const past = { world, of: { asset: id }, since: new Date(nowMs - pastDays * dayMs), limit: mostListed };
  const beats = {
    assets: [{ asset: id, intervalMs: pledge.intervalMs }],
    types: lifeTypesOf(kind),
    slots: readBeatSlots,
  };
  const scope = countedByUnit.includes(kind) ? '' : id;
  const here = { world, assets: [id], nowMs };
  const [views, beatRows, rows, events, latest, incidents, alerts, kpis] = await Promise.all([
    readAssetViews(world, [id]),
    readBeats(pool, { world, ...beats, toMs: nowMs }),
    readHourSeries(pool, { world, units, scope, metrics: metricsOf(charts), ...span }),
    readEventsPage(pool, { ...here, before }),
    readPlaced(pool, { ...here, before: null }, lookedAt),
    listIncidentsOf(pool, past),
    listAlertsOf(pool, past),
    readKpiLines(pool, {
      world,
      nowMs,
      unit: ofCity.includes(kind) ? '' : unit,
      kpis: kpisOf[kind],
      offices,
      language,
    }),
  ]);
  const view = views === null ? null : views.get(id);
  return {
    ...{ nowMs, hours, pledge, events, incidents, alerts, kpis, told: view ? toldState(view) : null },
    asset: { ...asset, name: nameOf(id, asset, systems) },
    earlier: spans
      .filter((each) => each !== asset)
      .map(({ unit: code, to }) => ({ unit: code, toMs: to?.getTime() ?? null })),
    unit: unitAt(basics, unit),
    kpisAreOf: ofCity.includes(kind) ? ('city' as const) : ('unit' as const),
    state: seenState(view, nowMs, pledge),
    strip: beatStrip({ rows: beatRows, pledge, fault: openFaultOf(view), nowMs }),
    times: timesOf(kind, latest.events, view ?? undefined),
    series: toSeries(charts, rows, span),
    isOfUnit: scope === '',
    offices: answering(offices, { kind, unit, centre }),
  };
}

function answering(
  offices: readonly OfficeRow[],
  { kind, unit, centre }: { readonly kind: AssetKind; readonly unit: string; readonly centre: string | null },
): OfficeRow[] {
  return offices.filter(
    (office) =>
      (ofUnit.includes(kind) && office.unit === unit) ||
      (ofCentre.includes(kind) && centre !== null && office.department === centre),
  );
}

export type AssetPage = NonNullable<Awaited<ReturnType<typeof readAssetPage>>>;
