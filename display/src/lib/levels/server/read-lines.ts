import type { AssetKind } from '#shared/events/kind.ts';
import type { Place } from '#shared/store/list-places.ts';
import type { SystemRow } from '#shared/store/list-systems.ts';
import { readBeats, type BeatRow } from '#shared/store/read-beats.ts';
import type { Sql } from '#shared/store/sql.ts';
import { openFaultOf, seenState, type AssetLine } from '../asset-line.ts';
import { beatStrip, lifeTypesOf, pledgeOf, readBeatSlots, type Pledge } from '../beat-strip.ts';
import { readAssetViews } from './read-asset-views.ts';

type LinesAsked = {
  readonly world: string;
  readonly nowMs: number;
  readonly places: readonly Place[];
  readonly systems: readonly SystemRow[];
};

// Strips of more than these are not drawn: nobody would look at them, and each is a stretch of the index.
const mostStrips = 60;

/** Assets with their present state and, where they are not too many, their signs of life. */
export async function readLines(sql: Sql, { world, nowMs, places, systems }: LinesAsked): Promise<AssetLine[]> {
  const pledges = new Map(places.map(({ code, kind }) => [code, pledgeFor(code, kind, systems)]));
  const pledgeAt = (code: string): Pledge => pledges.get(code) ?? pledgeOf('hotline', undefined);
  const hasStrips = places.length <= mostStrips;
  const [views, rows] = await Promise.all([
    readAssetViews(
      world,
      places.map(({ code }) => code),
    ),
    hasStrips ? readStrips(sql, { world, nowMs, places, pledgeAt }) : new Map<string, BeatRow[]>(),
  ]);
  return places.map(({ code, kind, unit, name, nameEn }) => {
    const view = views === null ? null : views.get(code);
    const pledge = pledgeAt(code);
    return {
      ...{ code, kind, unit, name: nameOf(code, { name, nameEn }, systems) },
      state: seenState(view, nowMs, pledge),
      heardMs: view ? Date.parse(view.seen) : newestOf(rows.get(code)),
      strip: hasStrips ? beatStrip({ rows: rows.get(code) ?? [], pledge, fault: openFaultOf(view), nowMs }) : null,
    };
  });
}

/** What an asset promises; a system's own interval holds before its kind's. */
export function pledgeFor(code: string, kind: AssetKind, systems: readonly SystemRow[]): Pledge {
  return pledgeOf(kind, systems.find((system) => system.code === code)?.expectedIntervalS);
}

/** Its own name, or that of the connected system it is. */
export function nameOf(
  code: string,
  { name, nameEn }: { readonly name: string | null; readonly nameEn: string | null },
  systems: readonly SystemRow[],
): AssetLine['name'] {
  const system = systems.find((one) => one.code === code);
  if (system) return { vi: system.name, en: system.nameEn };
  return name === null ? null : { vi: name, en: nameEn ?? name };
}

async function readStrips(
  sql: Sql,
  asked: Pick<LinesAsked, 'world' | 'nowMs' | 'places'> & { readonly pledgeAt: (code: string) => Pledge },
): Promise<Map<string, BeatRow[]>> {
  const { world, nowMs, places, pledgeAt } = asked;
  const rows: BeatRow[] = [];
  // What is a sign of life differs by kind; so does how far back one must look.
  for (const [kind, group] of Map.groupBy(places, (place) => place.kind)) {
    const assets = group.map(({ code }) => ({ asset: code, intervalMs: pledgeAt(code).intervalMs }));
    rows.push(
      ...(await readBeats(sql, { world, assets, types: lifeTypesOf(kind), toMs: nowMs, slots: readBeatSlots })),
    );
  }
  return Map.groupBy(rows, ({ asset }) => asset);
}

function newestOf(rows: readonly BeatRow[] | undefined): number | null {
  return rows && rows.length > 0 ? Math.max(...rows.map(({ lastMs }) => lastMs)) : null;
}
