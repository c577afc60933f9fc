import type { Feature, FeatureCollection, Point } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { priorities } from '#shared/wire/duty-priorities.ts';
import type { CityView } from '../../city/city-view.ts';
import { overlaySource, WallMap, type MapOverlay } from '../../map/wall-map.ts';
import type { QueueRow } from '../queue/queue-row.ts';
import { drawPriority, type MarkLook } from './draw-priority.ts';
import { priorityTones } from './priority-paths.ts';
import { extentOfRow, pointsOfRow, spotsOf, traceOfRow, type Spots } from './row-points.ts';

/** What a press on the map means: a row, or a place where something may be going on. */
export type DutyPick = (picked: { readonly key: string | null; readonly lon: number; readonly lat: number }) => void;

const looks: readonly MarkLook[] = ['open', 'taken', 'unknown'];
const markSizeU = 1.5;

/** The wall's map with the queue drawn over it, in step with the list. */
export class DutyMap {
  readonly wall: WallMap;
  readonly #spotOf: Spots;
  /** The row of each mark, by the mark's number. */
  #keys: readonly string[] = [];

  constructor(city: CityView, onPick: DutyPick) {
    this.#spotOf = spotsOf(city);
    const overlay: MapOverlay = {
      layers: toLayers,
      images: drawImages,
      onPick: ({ lon, lat, mark }) => {
        onPick({ key: this.#keys[mark ?? -1] ?? null, lon, lat });
      },
    };
    this.wall = new WallMap(city, { overlay });
  }

  /** Draws the queue; the chosen row is ringed, and shown with what it touches and what follows from its cause. */
  draw(rows: readonly QueueRow[], chosen: string | null): void {
    const keys: string[] = [];
    const features = rows.flatMap((row) =>
      pointsOfRow(row, this.#spotOf).map(({ lon, lat }): Feature<Point> => {
        keys.push(row.key);
        return {
          type: 'Feature',
          id: keys.length - 1,
          properties: {
            icon: `${row.priority}-${lookOf(row)}`,
            // On top is what is chosen, then the worst.
            order: 3 - priorities.indexOf(row.priority) + (row.key === chosen ? 10 : 0),
            chosen: row.key === chosen ? 1 : 0,
          },
          geometry: { type: 'Point', coordinates: [lon, lat] },
        };
      }),
    );
    this.#keys = keys;
    const row = rows.find(({ key }) => key === chosen);
    this.wall.trace(row ? traceOfRow(row) : null);
    this.wall.overlay({ type: 'FeatureCollection', features } satisfies FeatureCollection<Point>);
  }

  /** Shows the places of a row, or of none of them the whole city. */
  show(row: QueueRow | null): void {
    this.wall.fit(row ? extentOfRow(row, this.#spotOf) : undefined);
  }
}

function lookOf({ isUnknown, isUnacknowledged, isDone }: QueueRow): MarkLook {
  if (isUnknown && !isDone) return 'unknown';
  return isUnacknowledged ? 'open' : 'taken';
}

function toLayers({ info }: { readonly info: string }, unitPx: number): LayerSpecification[] {
  return [
    {
      id: 'duty-chosen',
      type: 'circle',
      source: overlaySource,
      filter: ['==', ['get', 'chosen'], 1],
      paint: {
        'circle-radius': unitPx * 1.15,
        'circle-color': info,
        'circle-opacity': 0.25,
        'circle-stroke-color': info,
        'circle-stroke-width': unitPx / 6,
      },
    },
    {
      id: 'duty-marks',
      type: 'symbol',
      source: overlaySource,
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['get', 'order'],
      },
    },
  ];
}

function drawImages(unitDevicePx: number): Record<string, ImageData> {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const sizePx = Math.max(12, Math.round(unitDevicePx * markSizeU));
  return Object.fromEntries(
    priorities.flatMap((priority) =>
      looks.map((look) => {
        const colours = { tone: read(priorityTones[priority]), ground: read('ground') };
        return [`${priority}-${look}`, drawPriority(priority, look, colours, sizePx)];
      }),
    ),
  );
}
