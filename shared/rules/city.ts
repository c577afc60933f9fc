import type { AssetKind } from '../events/kind.ts';
import { catalogue } from '../events/catalogue.ts';
import { packAssets } from '../locality/assets-of.ts';
import type { Pack } from '../locality/pack.ts';
import type { SpecialDay } from '../time/business-calendar.ts';

/** An asset as rules see it: what is expected of it, and when its place is open. Civil days, the second exclusive. */
export type RuleAsset = {
  readonly code: string;
  readonly kind: AssetKind;
  readonly unit: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** The service point or branch where it stands. */
  readonly point: string | null;
  readonly operator: string | null;
  readonly branch: string | null;
  /** How often a sign of life is promised, in seconds; null: never. */
  readonly intervalS: number | null;
  /** After how many seconds of silence what it last said is no longer known. */
  readonly staleS: number | null;
  /** Hours of its place; null: always open. */
  readonly opening: string | null;
  /** Whether it is silent while its place is closed, as counters are; a kiosk beats at night too. */
  readonly isSilentClosed: boolean;
};

/** What rules know of a city: the registry of who is expected to be heard, units, hours, holidays. */
export type RuleCity = {
  readonly timeZone: string;
  readonly assets: readonly RuleAsset[];
  readonly units: readonly {
    readonly code: string;
    readonly type: string;
    readonly validFrom: string;
    readonly validTo: string | null;
  }[];
  readonly specialDays: readonly SpecialDay[];
  /** Usual hours of the city's offices. */
  readonly opening: string;
};

/** The kind of event that promises a sign of life of an asset of a kind. */
const promises: ReadonlyMap<AssetKind, number> = new Map(
  Object.values(catalogue).flatMap(({ assetKinds, expectedIntervalS }): [AssetKind, number][] =>
    expectedIntervalS === null ? [] : assetKinds.map((kind) => [kind, expectedIntervalS]),
  ),
);

/** A pack as rules see it. */
export function ruleCityOf(pack: Pack): RuleCity {
  const openings = new Map([...pack.points, ...pack.branches].map(({ code, opening }) => [code, opening]));
  const systems = new Map(pack.systems.map(({ code, expected_interval_s: intervalS }) => [code, intervalS]));
  const assets = packAssets(pack).map(({ code, kind, unit, validFrom, validTo, point, operator, branch, opening }) => ({
    ...{ code, kind, unit, validFrom, validTo, operator },
    point: kind === 'point' || kind === 'branch' ? code : point,
    branch: kind === 'branch' ? code : branch,
    intervalS: systems.get(code) ?? promises.get(kind) ?? null,
    staleS: pack.alerts.silence[kind]?.staleS ?? null,
    opening: opening ?? (point === null ? null : (openings.get(point) ?? null)),
    isSilentClosed: kind === 'point' || kind === 'branch',
  }));
  return {
    ...{ timeZone: pack.timeZone, assets, specialDays: pack.calendar, opening: pack.placeholders.opening },
    units: pack.units.map(({ code, type, valid_from: validFrom, valid_to: validTo }) => ({
      ...{ code, type, validFrom, validTo },
    })),
  };
}
