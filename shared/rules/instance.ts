import { nextDay } from '../time/next-day.ts';
import type { Labels, Suppression } from './alert.ts';
import type { Target } from './ask.ts';
import type { RuleAsset, RuleCity } from './city.ts';
import { grainOf, partsOf, placeOf, type Condition } from './condition.ts';
import { neverFlapped, type FlapHistory } from './flapping.ts';
import { atRest, type Progress } from './progress.ts';
import type { Rule } from './rule.ts';
import { createWindow, type Window } from './window.ts';

/** An alert there is now. */
export type OpenAlert = {
  readonly openedSeq: number;
  readonly sinceMs: number;
  readonly isStorm: boolean;
  readonly suppression: Suppression;
};

/** One rule at one target, and how far it has come there. */
export type Instance = {
  readonly key: string;
  readonly order: number;
  readonly rule: Rule;
  readonly target: Target;
  readonly labels: Labels;
  readonly opening: string | null;
  /** The windows of `when`, then those of `close`. */
  readonly windows: readonly (readonly Window[])[];
  progress: Progress;
  flap: FlapHistory;
  alert: OpenAlert | null;
  /** Since when the present breach holds. */
  breachMs: number | null;
};

/** The series a window is fed from: `grain metric dim unit scope`. */
export type Feed = { readonly series: string; readonly window: Window };

const hourMs = 3_600_000;
const ordersPerRule = 1_000_000;

/** Every rule at every target there is on a civil day, in one order. */
export function instancesOn(rules: readonly Rule[], city: RuleCity, day: string): Instance[] {
  const holds = ({ validFrom, validTo }: { validFrom: string; validTo: string | null }): boolean =>
    validFrom <= day && day < (validTo ?? nextDay(day));
  const assets = city.assets.filter(holds).sort((a, b) => (a.code < b.code ? -1 : 1));
  const units = [...new Set(city.units.filter(holds).map(({ code }) => code))].sort();
  return rules.flatMap((rule, at) => {
    const isInSet = unitTest(rule.scope.units, city, assets);
    const members = assets.filter(
      ({ kind, unit }) => isInSet(unit) && (rule.scope.kind === undefined || kind === rule.scope.kind),
    );
    const targets = targetsOf(rule, members, units.filter(isInSet));
    return targets.map((target, which) => toInstance(rule, target, city, at * ordersPerRule + which));
  });
}

/** What each window of an instance is fed from. */
export function feedsOf({ rule, target, windows }: Instance): Feed[] {
  const sides: (Condition | undefined)[] = [rule.when, rule.close];
  return sides.flatMap((when, side) =>
    (when ? partsOf(when) : []).flatMap(({ metric, dim = '' }, at) => {
      const window = windows[side]?.[at];
      const [unit, scope] = target.asset ? [target.asset.unit, target.asset.code] : [target.name, ''];
      const grain = window?.grainMs === hourMs ? 'hour' : 'minute';
      return window ? [{ series: `${grain} ${metric} ${dim} ${unit} ${scope}`, window }] : [];
    }),
  );
}

function targetsOf({ when }: Rule, members: readonly RuleAsset[], units: readonly string[]): Target[] {
  const place = placeOf(when);
  const isFeed = when.kind === 'absence';
  if (place === 'city') return [{ name: '', asset: undefined, members: isFeed ? members : [] }];
  if (place === 'asset') return members.map((asset) => ({ name: asset.code, asset, members: [] }));
  return units.map((name) => ({
    ...{ name, asset: undefined },
    members: isFeed ? members.filter(({ unit }) => unit === name) : [],
  }));
}

function toInstance(rule: Rule, target: Target, city: RuleCity, order: number): Instance {
  const windowsOf = (when: Condition | undefined): Window[] => {
    if (!when) return [];
    const parts = partsOf(when);
    const byHour =
      when.kind === 'deviation' ||
      grainOf(
        placeOf(when),
        parts.map(({ dim }) => dim),
      ) === 'hour';
    return parts.map(() => createWindow(byHour ? hourMs : 60_000));
  };
  return {
    ...{ key: `${rule.id}\n${target.name}`, order, rule, target, labels: labelsOf(rule, target) },
    opening: target.asset ? target.asset.opening : city.opening,
    windows: [windowsOf(rule.when), windowsOf(rule.close)],
    ...{ progress: atRest, flap: neverFlapped, alert: null, breachMs: null },
  };
}

function labelsOf(rule: Rule, { name, asset }: Target): Labels {
  if (!asset) {
    return { ...(name !== '' && { unit: name }), ...(rule.scope.kind !== undefined && { kind: rule.scope.kind }) };
  }
  const { code, unit, kind, point, operator } = asset;
  return { asset: code, unit, kind, ...(point !== null && { point }), ...(operator !== null && { operator }) };
}

function unitTest(set: string, city: RuleCity, assets: readonly RuleAsset[]): (unit: string) => boolean {
  const [kind = '', code = ''] = set.split(':');
  if (kind === 'unit') return (unit) => unit === code;
  if (kind === 'type') {
    const units = new Set(city.units.filter(({ type }) => type === code).map((unit) => unit.code));
    return (unit) => units.has(unit);
  }
  if (kind === 'branch') {
    const units = new Set(assets.filter(({ branch }) => branch === code).map(({ unit }) => unit));
    return (unit) => units.has(unit);
  }
  return () => true;
}
