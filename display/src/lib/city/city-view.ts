import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { AssetKind } from '#shared/events/kind.ts';
import type { CityWater } from '#shared/locality/read-water.ts';
import type { ConnectedSystem } from '#shared/locality/tables/systems.ts';

/** A ward or commune; `lon`, `lat` lie inside it. */
type CityUnit = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly lon: number;
  readonly lat: number;
  /** Null: not known. */
  readonly population: number | null;
};

/** Something that reports; `placeholder` says that it is ours, worked out and not told by the city. */
export type CityAsset = {
  readonly code: string;
  readonly kind: AssetKind;
  readonly unit: string;
  readonly lon: number;
  readonly lat: number;
  readonly placeholder: boolean;
  /** Staff as established, where it is known. */
  readonly staff?: number;
};

/** A connected system: it serves the whole city and stands nowhere on the map. */
export type CitySystem = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: ConnectedSystem['kind'];
  /** How often it is to be heard of. */
  readonly expectedIntervalS: number;
};

/** Everything a screen draws of a city that does not change while it runs. */
export type CityView = {
  readonly city: string;
  readonly name: string;
  readonly nameEn: string;
  readonly timeZone: string;
  /** The hotline's number, as people dial it. */
  readonly hotlineNumber: string;
  /** What the areas span: west, south, east, north, in degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly units: readonly CityUnit[];
  readonly assets: readonly CityAsset[];
  /** The virtual assistant's code; null where there is none. */
  readonly chatbot: string | null;
  readonly systems: readonly CitySystem[];
  /** How long an asset of a kind may stay quiet, in seconds; null: no promise. */
  readonly expectedIntervalS: Readonly<Record<AssetKind, number | null>>;
  /** From how many minutes on a wait is no longer short, is long, and is far too long: as the city's first wall is set. */
  readonly waitingMin: readonly number[];
  /** `official` when drawn from a boundary file; otherwise catchments worked out from the units' points. */
  readonly areas: { readonly official: boolean; readonly features: FeatureCollection<Polygon | MultiPolygon> };
  /** Null: the city has told of none. */
  readonly water: CityWater | null;
};
