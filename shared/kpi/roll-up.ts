import { findType } from '../events/catalogue.ts';
import type { AcceptedEvent } from '../events/envelope.ts';
import type { CivilCalendar } from '../time/civil-day.ts';
import type { Grain } from '../wire/counts.ts';
import { slotOf } from './histogram.ts';

/** The key of a roll-up row. `bucketMs` is its first instant; `unit` '' is the city, `scope` an asset or ''. */
export type RollUpKey = {
  readonly world: string;
  readonly bucketMs: number;
  readonly unit: string;
  readonly scope: string;
  readonly metric: string;
  readonly dim: string;
};

/**
 * What a batch adds to one row. Integers, `sum` a bigint where a number would no longer be exact; `slots` (slot → n) only
 * for metrics with a histogram.
 */
export type RollUpDelta = RollUpKey & {
  n: number;
  sum: number | bigint;
  min: number;
  max: number;
  readonly slots: Map<number, number> | null;
};

/** The deltas of a batch at one grain, by `keyText`. */
export type RollUpDeltas = Map<string, RollUpDelta>;

/** An event whose kind cannot measure it: poison for the batch it is in, found and set apart by the writer. */
export class MeasuringError extends Error {
  override name = 'MeasuringError';
}

const minuteMs = 60_000;
const hourMs = 3_600_000;

/**
 * Adds one event's measurements to the minute deltas. `sign` -1 withdraws: n, sum and slots go down exactly, min and
 * max stay and must be read again from what is left. Throws for a type or metric the catalogue does not know.
 */
export function addToMinutes(deltas: RollUpDeltas, event: AcceptedEvent, sign: 1 | -1 = 1): void {
  const declared = findType(event.type);
  if (!declared) throw new MeasuringError(`no such type: ${event.type}`);
  const bucketMs = Math.floor(Date.parse(event.time) / minuteMs) * minuteMs;
  for (const { metric, value } of declared.type.measure(event)) {
    const spec = declared.type.metrics[metric];
    if (!spec || !Number.isSafeInteger(value)) throw new MeasuringError(`${event.type}: bad measurement of ${metric}`);
    const add = (unit: string, scope: string, dim: string): void => {
      const key = { world: event.world, bucketMs, unit, scope, metric, dim };
      addValue(deltas, key, value, sign, spec.histogram === true && scope === '' && dim === '');
    };
    add('', '', '');
    add(event.unit, '', '');
    if (spec.perAsset) add(event.unit, event.asset, '');
    for (const key of spec.dims ?? []) {
      const label = event.data[key];
      if (typeof label !== 'string') continue;
      add('', '', `${key}=${label}`);
      add(event.unit, '', `${key}=${label}`);
    }
  }
}

/** Whether a row is kept by the minute: the city's and the units'. Assets and units' labels are kept by hour and day. */
export function isKeptByMinute({ unit, scope, dim }: RollUpKey): boolean {
  return scope === '' && (unit === '' || dim === '');
}

/** The rows a minute keeps. */
export function keptByMinute(minutes: RollUpDeltas): RollUpDeltas {
  const kept: RollUpDeltas = new Map();
  for (const [text, delta] of minutes) if (isKeptByMinute(delta)) kept.set(text, delta);
  return kept;
}

/** Minute deltas summed to hours (UTC) or to the city's civil days: work per distinct row, not per event. */
export function coarsen(minutes: RollUpDeltas, grain: Exclude<Grain, 'minute'>, calendar: CivilCalendar): RollUpDeltas {
  const coarse: RollUpDeltas = new Map();
  // A batch touches few minutes, and many rows in each.
  const buckets = new Map<number, number>();
  for (const delta of minutes.values()) {
    let bucketMs = buckets.get(delta.bucketMs);
    if (bucketMs === undefined) {
      bucketMs =
        grain === 'hour' ? Math.floor(delta.bucketMs / hourMs) * hourMs : Date.parse(calendar.dayOf(delta.bucketMs));
      buckets.set(delta.bucketMs, bucketMs);
    }
    mergeDelta(coarse, { ...delta, bucketMs });
  }
  return coarse;
}

/** Adds a delta to those gathered so far. */
export function mergeDelta(deltas: RollUpDeltas, delta: RollUpDelta): void {
  const text = keyText(delta);
  const known = deltas.get(text);
  if (!known) {
    deltas.set(text, { ...delta, slots: delta.slots && new Map(delta.slots) });
    return;
  }
  known.n += delta.n;
  known.sum = addExactly(known.sum, delta.sum);
  known.min = Math.min(known.min, delta.min);
  known.max = Math.max(known.max, delta.max);
  for (const [slot, n] of delta.slots ?? []) known.slots?.set(slot, (known.slots.get(slot) ?? 0) + n);
}

/** One text per key; `\u0001` cannot occur in its parts. */
export function keyText(key: RollUpKey): string {
  return `${key.world}\u0001${key.bucketMs}\u0001${key.unit}\u0001${key.scope}\u0001${key.metric}\u0001${key.dim}`;
}

function addExactly(a: number | bigint, b: number | bigint): number | bigint {
  const sum = Number(a) + Number(b);
  return Number.isSafeInteger(sum) && typeof a === 'number' && typeof b === 'number' ? sum : BigInt(a) + BigInt(b);
}

function addValue(deltas: RollUpDeltas, key: RollUpKey, value: number, sign: 1 | -1, histogram: boolean): void {
  const text = keyText(key);
  let delta = deltas.get(text);
  if (!delta) {
    delta = {
      ...key,
      n: 0,
      sum: 0,
      min: Infinity,
      max: -Infinity,
      slots: histogram ? new Map<number, number>() : null,
    };
    deltas.set(text, delta);
  }
  delta.n += sign;
  delta.sum = addExactly(delta.sum, sign * value);
  if (sign === 1) {
    if (value < delta.min) delta.min = value;
    if (value > delta.max) delta.max = value;
  }
  if (delta.slots) {
    const slot = slotOf(value);
    delta.slots.set(slot, (delta.slots.get(slot) ?? 0) + sign);
  }
}
