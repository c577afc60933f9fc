import type pg from 'pg';
import { catalogue } from '#shared/events/catalogue.ts';
import type { EventKind } from '#shared/events/kind.ts';
import { listPlaces } from '#shared/store/list-places.ts';
import { readSourceHours, type SourceHour } from '#shared/store/read-source-hours.ts';
import type { HourSeriesRow } from '#shared/store/read-hour-series.ts';
import type { ReceiptOwner } from '#shared/wire/receipts.ts';
import { readSourceDetail } from '../../admin/server/read-source-detail.ts';
import { byUrgency, wantsLook } from '../asset-line.ts';
import { sourceCharts } from '../charts.ts';
import { hoursUpTo, toSeries } from '../hour-series.ts';
import { hoursCounted, isNamed } from '../source-assets.ts';
import { readBasics } from './page-basics.ts';
import { readEventsPage } from './read-events.ts';
import { readLines } from './read-lines.ts';

// Of a source of hundreds of assets those that want a look are shown.
const shownAssets = 50;

/** Everything a source's page shows; undefined: there is no such source. */
export async function readSourcePage(pool: pg.Pool, owner: ReceiptOwner, before: string | null) {
  const { world, source } = owner;
  const [detail, basics] = await Promise.all([readSourceDetail(pool, owner, new Date()), readBasics(pool, world)]);
  if (!detail) return undefined;
  const { nowMs, systems, units } = basics;
  const patterns = [...new Set(detail.keys.flatMap(({ assets }) => assets))];
  const kinds = new Set(detail.keys.flatMap((key) => key.kinds).flatMap(assetKindsOf));
  const places = (await listPlaces(pool, new Date(nowMs))).filter(
    ({ code, kind }) => kinds.has(kind) && isNamed(code, patterns),
  );
  const codes = places.map(({ code }) => code);
  const span = hoursUpTo(nowMs, hoursCounted(codes.length));
  const [lines, hours, events] = await Promise.all([
    readLines(pool, { world, nowMs, places, systems }),
    readSourceHours(pool, { world, source, assets: codes, ...span }),
    readEventsPage(pool, { world, assets: codes, source, nowMs, before }),
  ]);
  const sorted = byUrgency(lines);
  return {
    ...{ nowMs, detail, events, series: hours && toSeries(sourceCharts, hours.flatMap(toRows), span) },
    ...{
      hours: Math.round((span.toMs - span.fromMs) / 3_600_000),
      silentMs: silenceOf(detail.found?.lastHeard ?? null),
    },
    assets: sorted.slice(0, shownAssets),
    counts: { all: sorted.length, bad: sorted.filter(({ state }) => wantsLook(state)).length },
    units: units.map(({ code, name, nameEn }) => ({ code, name, nameEn })),
  };
}

/** Receipt is told in real time, whatever the clock of the world. */
function silenceOf(lastHeard: string | null): number | null {
  return lastHeard === null ? null : Math.max(0, Date.now() - Date.parse(lastHeard));
}

function assetKindsOf(kind: string): EventKind['assetKinds'] {
  const known: Readonly<Record<string, EventKind>> = catalogue;
  return known[kind]?.assetKinds ?? [];
}

function toRows({ fromMs, events, meanLagMs, maxLagMs }: SourceHour): HourSeriesRow[] {
  return [
    { metric: 'source.events', bucketMs: fromMs, n: events, sum: events, max: events },
    { metric: 'source.lag_ms', bucketMs: fromMs, n: 1, sum: meanLagMs, max: maxLagMs },
  ];
}
