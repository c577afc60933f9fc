import type { CityView } from '../../city/city-view.ts';
import { boundsAround } from '../../map/bounds-around.ts';
import type { Bounds } from '../../map/bounds.ts';
import type { Trace } from '../../map/trace-features.ts';
import { placesOfRow } from '../queue/places-of-row.ts';
import type { QueueRow } from '../queue/queue-row.ts';

export type Spot = { readonly lon: number; readonly lat: number };

/** Where things stand in a city, by the codes of units and assets. */
export type Spots = (code: string) => Spot | undefined;

/** Looks places up by code. */
export function spotsOf({ units, assets }: Pick<CityView, 'units' | 'assets'>): Spots {
  const known = new Map<string, Spot>();
  for (const { code, lon, lat } of units) known.set(code, { lon, lat });
  for (const { code, lon, lat } of assets) known.set(code, { lon, lat });
  return (code) => known.get(code);
}

/** Where a row is drawn: at its devices, or else in its units; nowhere when it is about the whole city. */
export function pointsOfRow(row: QueueRow, spotOf: Spots): Spot[] {
  const { units, assets } = placesOfRow(row);
  const at = (codes: readonly string[]): Spot[] => codes.flatMap((code) => spotOf(code) ?? []);
  const devices = at(assets);
  return devices.length > 0 ? devices : at(units);
}

/** What the map shows of a row: all its places; undefined: the whole city. */
export function extentOfRow(row: QueueRow, spotOf: Spots): Bounds | undefined {
  const spots = pointsOfRow(row, spotOf);
  return spots.length === 0 ? undefined : boundsAround(spots);
}

/** What a row touches, and where the alert is that explains the others; none where nobody knows of one. */
export function traceOfRow(row: QueueRow): Trace {
  const explains = row.alerts.find(({ id }) => id === row.incident?.cause?.alert)?.labels;
  return { ...placesOfRow(row), cause: explains?.asset ?? explains?.point ?? explains?.unit ?? null };
}
