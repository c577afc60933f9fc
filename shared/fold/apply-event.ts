import { findType } from '../events/catalogue.ts';
import type { AcceptedEvent } from '../events/envelope.ts';
import type { Fact } from '../events/kind.ts';
import type { CivilCalendar } from '../time/civil-day.ts';
import { applyFact } from './apply-fact.ts';
import { compareOrigins, type AssetState, type FoldState, type Origin, type WorldState } from './fold-state.ts';
import { dropLapsed, hasLapsed } from './lapsed-items.ts';
import { bury, dropDaysBefore, isBuried } from './tombstones.ts';
import { withdrawEvent } from './withdraw-event.ts';

/** As long as the log keeps a frame. */
const forgottenAfterMs = 7 * 86_400_000;
/** Frames may overtake one another by seconds; a tick further back says that the clock itself was set back. */
const setBackMs = 60_000;

/**
 * Folds one event into the state, which it changes in place; the caller owns it. The result depends on the events
 * alone: no clock, no chance. Events may repeat, and within one service day of their world they may come in any order
 * (the door's own ticks within a minute): the state is the same. Returns the assets of the event's world of which what is
 * known changed: its own, or with the tick that begins a day all those whose open items lapsed.
 *
 * A type that the catalogue does not know changes nothing. Throws, before changing anything, only when an event's data
 * is not what its type declares.
 */
export function applyEvent(state: FoldState, event: AcceptedEvent, calendar: CivilCalendar): readonly string[] {
  const declared = findType(event.type);
  if (!declared) return [];
  if (event.type === 'clock.tick') return applyTick(state, event, calendar);
  if (event.asset === '') return [];
  const facts = declared.type.facts(event);
  const voids = event.type.endsWith('.voided') ? String(event.data.id) : undefined;
  const origin = originOf(event);
  const pulse = declared.kind.expectedIntervalS === null || voids !== undefined ? '' : event.time;
  const world = worldOf(state, event);
  const asset = world.assets.get(event.asset);
  if (!asset) {
    const fresh: AssetState = {
      asset: event.asset,
      unit: event.unit,
      seen: origin,
      pulse,
      fields: new Map(),
      open: new Map(),
    };
    world.assets.set(event.asset, fresh);
    sayOf(world, fresh, { origin, facts, voids, calendar });
    return [event.asset];
  }
  const isNewest = compareOrigins(origin, asset.seen) > 0;
  if (isNewest) {
    asset.seen = origin;
    asset.unit = event.unit;
  }
  const isPulse = pulse > asset.pulse;
  if (isPulse) asset.pulse = pulse;
  const isNews = sayOf(world, asset, { origin, facts, voids, calendar }) || isNewest || isPulse;
  return isNews ? [event.asset] : [];
}

/** Moves a world's clock; where that begins a day, what belonged to the days before goes. Returns the assets that lost something. */
function applyTick(state: FoldState, event: AcceptedEvent, calendar: CivilCalendar): string[] {
  const world = worldOf(state, event);
  if (!moveClock(world, event, calendar)) return [];
  if (event.world === 'live') forgetSilentWorlds(state, event.receivedtime);
  const lapsed: string[] = [];
  for (const asset of world.assets.values()) if (dropLapsed(asset, world.day, calendar)) lapsed.push(asset.asset);
  return lapsed;
}

/** What one event says of its asset. */
type Saying = {
  readonly origin: Origin;
  readonly facts: readonly Fact[];
  /** The id of the event it withdraws. */
  readonly voids: string | undefined;
  readonly calendar: CivilCalendar;
};

function sayOf(world: WorldState, asset: AssetState, { origin, facts, voids, calendar }: Saying): boolean {
  const buryName = (name: string): boolean => {
    const day = calendar.dayOf(Date.parse(origin.time));
    return bury(world.tombstones, day > world.day ? day : world.day, name);
  };
  if (voids !== undefined) {
    const withdrawn = { id: voids, source: origin.source };
    world.hasWithdrawals = true;
    buryName(eventName(asset, withdrawn));
    return withdrawEvent(asset, withdrawn);
  }
  if (facts.length === 0) return false;
  const isWithdrawn = world.hasWithdrawals && isBuried(world.tombstones, eventName(asset, origin));
  let changed = false;
  for (const fact of facts) {
    const item = 'set' in fact ? '' : itemName(asset, fact);
    if ('close' in fact) buryName(item);
    if ('open' in fact) {
      if (isWithdrawn || isBuried(world.tombstones, item)) continue;
      if (hasLapsed(fact.open, origin.time, world.day, calendar)) continue;
    }
    changed = applyFact(asset, fact, { origin, isWithdrawn }) || changed;
  }
  return changed;
}

/**
 * The clock is that of the newest tick, unless it was set back; a tick of the same time replaces the last, because a world
 * that stands still ticks on. A day, once begun, stays. Returns whether one began.
 */
function moveClock(world: WorldState, event: AcceptedEvent, calendar: CivilCalendar): boolean {
  const behindMs = world.clock ? Date.parse(world.clock.time) - Date.parse(event.time) : 0;
  if (behindMs > 0 && behindMs < setBackMs) return false;
  world.clock = { time: event.time, speed: Number(event.data.speed) };
  const day = calendar.dayOf(Date.parse(event.time));
  if (day <= world.day) return false;
  world.day = day;
  dropDaysBefore(world.tombstones, day);
  return true;
}

/** A replay or drill nobody runs any more is not carried along for ever; `live` is there as long as the log. */
function forgetSilentWorlds(state: FoldState, nowText: string): void {
  const since = new Date(Date.parse(nowText) - forgottenAfterMs).toISOString();
  for (const [name, { heard }] of state.worlds) if (name !== 'live' && heard < since) state.worlds.delete(name);
}

function originOf({ time, sequence = -1, id, source }: AcceptedEvent): Origin {
  return { time, sequence, id, source };
}

function worldOf(state: FoldState, event: AcceptedEvent): WorldState {
  let world = state.worlds.get(event.world);
  if (!world) {
    world = { clock: null, day: '', heard: '', assets: new Map(), tombstones: new Map(), hasWithdrawals: false };
    state.worlds.set(event.world, world);
  }
  if (event.receivedtime > world.heard) world.heard = event.receivedtime;
  return world;
}

// None of the parts can hold a line break, so no two things share a name.
function itemName(asset: AssetState, fact: Exclude<Fact, { set: string }>): string {
  return `${asset.asset}\n${'open' in fact ? fact.open : fact.close}\n${fact.key}`;
}

function eventName(asset: AssetState, event: Pick<Origin, 'id' | 'source'>): string {
  return `${asset.asset}\n\n${event.source}\n${event.id}`;
}
