import { parseOpeningHours, type OpeningHours } from '../../time/opening-hours.ts';
import { dayMs, mondayOf, wallClockOf } from '../../time/wall-clock.ts';
import type { RotaLayer } from '../../wire/rota-commands.ts';

/** Somebody stands in for whoever the layers name. Of two that cover an instant the newer one (greater id) holds. */
export type Override = {
  readonly id: number;
  readonly contact: string;
  readonly fromMs: number;
  readonly toMs: number;
};

/** Who is on duty, and by what: a layer, or an override. */
export type OnDuty = { readonly contact: string; readonly layer: number | null; readonly override: number | null };

/** A rota that can be asked. */
export type Rota = {
  /** Who is on duty at an instant; null: nobody. */
  readonly at: (ms: number) => OnDuty | null;
  /** Instants after `fromMs` and before `toMs` at which the answer may change, in order. */
  readonly changesIn: (fromMs: number, toMs: number) => readonly number[];
};

type Turns = {
  readonly index: number;
  readonly members: readonly string[];
  readonly hours: OpeningHours;
  /** On the city's clock. */
  readonly startWall: number;
  readonly endWall: number;
  readonly turnMs: number;
};

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Reads a rota: an override holds over every layer, a later layer over an earlier one; where none covers, there is a gap. */
export function readRota(
  { layers, overrides }: { layers: readonly RotaLayer[]; overrides: readonly Override[] },
  timeZone: string,
): Rota {
  const { wallOf, instantOf } = wallClockOf(timeZone);
  const turns = layers.map(toTurns);
  const newestFirst = [...overrides].sort((one, other) => other.id - one.id);

  return {
    at: (ms) => {
      const override = newestFirst.find(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);
      if (override) return { contact: override.contact, layer: null, override: override.id };
      const wall = wallOf(ms);
      const layer = turns.findLast((one) => covers(one, wall));
      const contact = layer && memberAt(layer, wall);
      return contact === undefined ? null : { contact, layer: layer?.index ?? null, override: null };
    },
    changesIn: (fromMs, toMs) => {
      const ofLayers = turns.flatMap((one) => changesOf(one, wallOf(fromMs), wallOf(toMs))).map(instantOf);
      const ofOverrides = overrides.flatMap((one) => [one.fromMs, one.toMs]);
      const all = new Set([...ofLayers, ...ofOverrides].filter((ms) => fromMs < ms && ms < toMs));
      return [...all].sort((one, other) => one - other);
    },
  };
}

function toTurns(layer: RotaLayer, index: number): Turns {
  return {
    index,
    members: layer.members,
    hours: parseOpeningHours(layer.hours) ?? [],
    startWall: Date.parse(`${layer.startsAt}Z`),
    endWall: layer.endsAt === null ? Infinity : Date.parse(`${layer.endsAt}Z`),
    turnMs: layer.turnHours * hourMs,
  };
}

function covers({ startWall, endWall, hours }: Turns, wall: number): boolean {
  if (wall < startWall || wall >= endWall) return false;
  const sinceMonday = wall - mondayOf(wall);
  const spans = hours[Math.floor(sinceMonday / dayMs)] ?? [];
  const minute = (sinceMonday % dayMs) / minuteMs;
  return spans.some(({ from, to }) => from <= minute && minute < to);
}

function memberAt({ members, startWall, turnMs }: Turns, wall: number): string | undefined {
  return members[Math.floor((wall - startWall) / turnMs) % members.length];
}

/** Where a layer may begin, end, or pass to the next member, on the city's clock. */
function changesOf({ startWall, endWall, hours, turnMs }: Turns, fromWall: number, toWall: number): number[] {
  const from = Math.max(startWall, fromWall);
  const to = Math.min(endWall, toWall);
  if (from > to) return [];
  const changes = [startWall, endWall];
  for (let at = startWall + Math.ceil((from - startWall) / turnMs) * turnMs; at <= to; at += turnMs) changes.push(at);
  const monday = mondayOf(from);
  for (let day = Math.floor(from / dayMs) * dayMs; day <= to; day += dayMs) {
    const spans = hours[Math.floor((day - monday) / dayMs) % 7] ?? [];
    changes.push(...spans.flatMap((span) => [day + span.from * minuteMs, day + span.to * minuteMs]));
  }
  return changes.filter(Number.isFinite);
}
