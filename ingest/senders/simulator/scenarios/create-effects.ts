import type { Pack } from '#shared/locality/pack.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { Effects } from '../engine/effects.ts';
import { findPlaces } from './find-places.ts';
import type { Scenario, ScenarioEffect } from './scenario.ts';
import { spanOf, type Span } from './span.ts';

/** What becomes of the events of a feed that is silent. */
export type Silence = { readonly then: 'lost' } | { readonly then: 'late'; readonly untilMs: number };

/** Effects with what only the run and the sending need of them. */
export type CityEffects = Effects & {
  readonly silenceOf: (feed: string, timeMs: number) => Silence | undefined;
  /** Whether an asset says nothing, whatever its feed does. */
  readonly isDeviceSilent: (asset: string, timeMs: number) => boolean;
  /** The next time after `timeMs` at which an answer changes; undefined: none does any more. */
  readonly changeAfter: (timeMs: number) => number | undefined;
  /** Tells the listeners that an answer has changed; who runs the agenda calls it then. */
  readonly tellChange: () => void;
};

type Of<What extends ScenarioEffect['what']> = Extract<ScenarioEffect, { what: What }>;
type Laid<What extends ScenarioEffect['what']> = { readonly effect: Of<What>; readonly span: Span };
type LaidOn = { readonly places: ReadonlySet<string>; readonly span: Span };

/** Lays scenarios on a city and a run that begins at `startMs`. Throws when one names a place the city does not have. */
export function createEffects(scenarios: readonly Scenario[], pack: Pack, startMs: number): CityEffects {
  const calendar = civilCalendar(pack.timeZone);
  const laid = scenarios.flatMap(({ effects }) =>
    effects.map((effect) => ({ effect, span: spanOf(effect.when, calendar, startMs) })),
  );
  const all = <What extends ScenarioEffect['what']>(what: What): Laid<What>[] =>
    laid.filter((one): one is Laid<What> => one.effect.what === what);
  const powerCuts = all('power_cut').map((one) => on(one, findPlaces('units', one.effect.units, pack)));
  const outages = all('system_down').map((one) => on(one, findPlaces('systems', one.effect.systems, pack)));
  const slow = all('system_slow').map((one) => on(one, findPlaces('systems', one.effect.systems, pack)));
  const behind = all('system_behind').map((one) => on(one, findPlaces('systems', one.effect.systems, pack)));
  const failing = all('payments_fail').map((one) => on(one, findPlaces('sites', one.effect.sites, pack)));
  const mute = all('device_silent').map((one) => on(one, findPlaces('assets', one.effect.assets, pack)));
  const unsettled = all('settlement_stops').map((one) => on(one, findPlaces('operators', one.effect.operators, pack)));
  const drifts = all('cash_drift').map((one) => on(one, findPlaces('sites', one.effect.sites, pack)));
  const silences = all('feed_silent').map((one) => on(one, new Set(one.effect.feeds)));
  const skews = all('clock_skew').map((one) => on(one, findPlaces('assets', one.effect.assets, pack)));
  const shortages = all('staff_shortage').map((one) => on(one, findPlaces('points', one.effect.points, pack)));
  const broken = all('kiosk_fault').map((one) => on(one, findPlaces('assets', one.effect.assets, pack)));
  const lost = all('assistant_lost');
  const floods = all('call_flood');
  const agencies = all('agencies_slow');
  const rains = all('rain');
  const listeners: (() => void)[] = [];
  const silenceOf: CityEffects['silenceOf'] = (feed, timeMs) => {
    const silent = silences.filter(({ places, span }) => isNamed(places, feed) && span.isOn(timeMs));
    if (silent.length === 0) return undefined;
    if (silent.some(({ effect }) => effect.then === 'lost')) return { then: 'lost' };
    return { then: 'late', untilMs: Math.max(...silent.map(({ span }) => span.endsAt(timeMs) ?? timeMs)) };
  };
  return {
    isPowered: (unit, timeMs) => !isHit(powerCuts, unit, timeMs),
    isLinkUp: (system, timeMs) => !isHit(outages, system, timeMs),
    slowness: (system, timeMs) => hits(slow, system, timeMs).reduce((times, { effect }) => times * effect.times, 1),
    behindMs: (system, timeMs) => hits(behind, system, timeMs).reduce((sum, { effect }) => sum + effect.by, 0),
    callRate: (timeMs) =>
      floods.reduce((rate, { effect, span }) => (span.isOn(timeMs) ? rate * effect.times : rate), 1),
    callTopic: (timeMs) => floods.findLast(({ effect, span }) => effect.topic && span.isOn(timeMs))?.effect.topic,
    agencySlowness: (timeMs) =>
      agencies.reduce((times, { effect, span }) => (span.isOn(timeMs) ? times * effect.times : times), 1),
    isBroken: (asset, timeMs) => isHit(broken, asset, timeMs),
    handOverShare: (timeMs) => Math.max(0, ...lost.map(({ effect, span }) => (span.isOn(timeMs) ? effect.share : 0))),
    isSettling: (operator, timeMs) => !isHit(unsettled, operator, timeMs),
    cashShareShift: (site, timeMs) => hits(drifts, site, timeMs).reduce((sum, { effect }) => sum + effect.by, 0),
    failedPaymentShare: (site, timeMs) => Math.max(0, ...hits(failing, site, timeMs).map(({ effect }) => effect.share)),
    isFeedSilent: (feed, timeMs) => silenceOf(feed, timeMs) !== undefined,
    clockSkewMs: (asset, timeMs) => hits(skews, asset, timeMs).reduce((sum, { effect }) => sum + effect.by, 0),
    staffShare: (point, timeMs) => Math.min(1, ...hits(shortages, point, timeMs).map(({ effect }) => effect.share)),
    rain: (timeMs) => rains.some(({ span }) => span.isOn(timeMs)),
    isSchoolHoliday: () => false,
    onChange: (listener) => void listeners.push(listener),
    silenceOf,
    isDeviceSilent: (asset, timeMs) => isHit(mute, asset, timeMs),
    changeAfter: (timeMs) => {
      const changes = laid.map(({ span }) => span.changeAfter(timeMs)).filter((change) => change !== undefined);
      return changes.length > 0 ? Math.min(...changes) : undefined;
    },
    tellChange: () => {
      for (const listener of listeners) listener();
    },
  };
}

function on<One extends { span: Span }>(one: One, places: ReadonlySet<string>): One & LaidOn {
  return { ...one, places };
}

function hits<One extends LaidOn>(all: readonly One[], place: string, timeMs: number): readonly One[] {
  return all.length === 0 ? all : all.filter(({ places, span }) => places.has(place) && span.isOn(timeMs));
}

function isHit(all: readonly LaidOn[], place: string, timeMs: number): boolean {
  return hits(all, place, timeMs).length > 0;
}

/** `parking` means the feed of every operator. */
function isNamed(feeds: ReadonlySet<string>, feed: string): boolean {
  return feeds.has(feed) || (feeds.has('parking') && feed.startsWith('parking-'));
}
