import type { AssetKind } from '../events/kind.ts';
import { catalogue } from '../events/catalogue.ts';
import { packAssets } from '../locality/assets-of.ts';
import type { AlertSettings } from '../locality/pack-header.ts';
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

/** An asset as a pack or the registry knows it; `opening` is its own. */
export type PlainAsset = Pick<
  RuleAsset,
  'code' | 'kind' | 'unit' | 'point' | 'operator' | 'branch' | 'opening' | 'validFrom' | 'validTo'
>;

/** What else is to be known before assets can be expected to be heard. */
type Expectations = {
  /** How often a connected system is to be heard of, in seconds, by its code. */
  readonly systems: ReadonlyMap<string, number>;
  readonly silence: AlertSettings['silence'];
};

/** Assets as rules see them: a kiosk is open as the point where it stands. */
export function toRuleAssets(assets: readonly PlainAsset[], { systems, silence }: Expectations): RuleAsset[] {
  const openings = new Map(
    assets.flatMap(({ code, kind, opening }) => (kind === 'point' || kind === 'branch' ? [[code, opening]] : [])),
  );
  return assets.map(({ code, kind, unit, validFrom, validTo, point, operator, branch, opening }) => ({
    ...{ code, kind, unit, validFrom, validTo, operator },
    point: kind === 'point' || kind === 'branch' ? code : point,
    branch: kind === 'branch' ? code : branch,
    intervalS: systems.get(code) ?? promises.get(kind) ?? null,
    staleS: silence[kind]?.staleS ?? null,
    opening: opening ?? (point === null ? null : (openings.get(point) ?? null)),
    isSilentClosed: kind === 'point' || kind === 'branch',
  }));
}

/** A pack as rules see it. */
export function ruleCityOf(pack: Pack): RuleCity {
  const systems = new Map(pack.systems.map(({ code, expected_interval_s: intervalS }) => [code, intervalS]));
  const assets = toRuleAssets(packAssets(pack), { systems, silence: pack.alerts.silence });
  return {
    ...{ timeZone: pack.timeZone, assets, specialDays: pack.calendar, opening: pack.placeholders.opening },
    units: pack.units.map(({ code, type, valid_from: validFrom, valid_to: validTo }) => ({
      ...{ code, type, validFrom, validTo },
    })),
  };
}
