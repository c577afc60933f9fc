import { findType } from '../events/catalogue.ts';
import type { AcceptedEvent } from '../events/envelope.ts';
import type { CivilCalendar } from '../time/civil-day.ts';
import type { Grain } from '../wire/counts.ts';
import { slotOf } from './histogram.ts';
import type { Series, SeriesIndex } from './series.ts';

/**
 * What a batch adds to one row. `bucketMs` is the bucket's first instant. Integers, `sum` a bigint where a number would no
 * longer be exact; `slots` (slot → n) only for metrics with a histogram.
 */
export type RollUpDelta = {
  readonly series: Series;
  readonly bucketMs: number;
  n: number;
  sum: number | bigint;
  min: number;
  max: number;
  readonly slots: Map<number, number> | null;
};

/** The deltas of a batch at one grain, by bucket and series. */
export type RollUpDeltas = Map<number, Map<Series, RollUpDelta>>;

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
export function addToMinutes(deltas: RollUpDeltas, index: SeriesIndex, event: AcceptedEvent, sign: 1 | -1 = 1): void {
  const declared = findType(event.type);
  if (!declared) throw new MeasuringError(`no such type: ${event.type}`);
  const bucketMs = Math.floor(Date.parse(event.time) / minuteMs) * minuteMs;
  const bucket = bucketOf(deltas, bucketMs);
  for (const { metric, value } of declared.type.measure(event)) {
    const spec = declared.type.metrics[metric];
    if (!spec || !Number.isSafeInteger(value)) throw new MeasuringError(`${event.type}: bad measurement of ${metric}`);
    const series = index(event.world, metric);
    const slot = spec.histogram ? slotOf(value) : null;
    const add = (to: Series, slot: number | null): void => {
      addValue(deltaOf(bucket, bucketMs, to, slot !== null), value, sign, slot);
    };
    add(series.total(''), slot);
    add(series.total(event.unit), slot);
    if (spec.perAsset) add(series.asset(event.unit, event.asset), null);
    for (const key of spec.dims ?? []) {
      const label = event.data[key];
      if (typeof label !== 'string') continue;
      add(series.label('', key, label), null);
      add(series.label(event.unit, key, label), null);
    }
  }
}

/** Whether a row is kept by the minute: the city's and the units'. Assets and units' labels are kept by hour and day. */
export function isKeptByMinute({ unit, scope, dim }: Series): boolean {
  return scope === '' && (unit === '' || dim === '');
}

/** The rows a minute keeps. */
export function keptByMinute(minutes: RollUpDeltas): RollUpDeltas {
  const kept: RollUpDeltas = new Map();
  for (const [bucketMs, bucket] of minutes) {
    kept.set(bucketMs, new Map([...bucket].filter(([series]) => isKeptByMinute(series))));
  }
  return kept;
}

/** Minute deltas summed to hours (UTC) or to the city's civil days: work per distinct row, not per event. */
export function coarsen(minutes: RollUpDeltas, grain: Exclude<Grain, 'minute'>, calendar: CivilCalendar): RollUpDeltas {
  const coarse: RollUpDeltas = new Map();
  for (const [minute, bucket] of minutes) {
    const bucketMs = grain === 'hour' ? Math.floor(minute / hourMs) * hourMs : Date.parse(calendar.dayOf(minute));
    for (const delta of bucket.values()) mergeDelta(coarse, delta, bucketMs);
  }
  return coarse;
}

/** Adds a delta to those gathered so far, in the bucket given. */
export function mergeDelta(deltas: RollUpDeltas, delta: RollUpDelta, bucketMs = delta.bucketMs): void {
  const bucket = bucketOf(deltas, bucketMs);
  const known = bucket.get(delta.series);
  if (!known) {
    bucket.set(delta.series, { ...delta, bucketMs, slots: delta.slots && new Map(delta.slots) });
    return;
  }
  known.n += delta.n;
  known.sum = addExactly(known.sum, delta.sum);
  if (delta.min < known.min) known.min = delta.min;
  if (delta.max > known.max) known.max = delta.max;
  if (known.slots) for (const [slot, n] of delta.slots ?? []) known.slots.set(slot, (known.slots.get(slot) ?? 0) + n);
}

/** All deltas of a grain, one after the other. */
export function listDeltas(deltas: RollUpDeltas): RollUpDelta[] {
  const list: RollUpDelta[] = [];
  for (const bucket of deltas.values()) for (const delta of bucket.values()) list.push(delta);
  return list;
}

function bucketOf(deltas: RollUpDeltas, bucketMs: number): Map<Series, RollUpDelta> {
  let bucket = deltas.get(bucketMs);
  if (!bucket) deltas.set(bucketMs, (bucket = new Map<Series, RollUpDelta>()));
  return bucket;
}

function addExactly(a: number | bigint, b: number | bigint): number | bigint {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return BigInt(a) + BigInt(b);
}

function deltaOf(bucket: Map<Series, RollUpDelta>, bucketMs: number, series: Series, slotted: boolean): RollUpDelta {
  let delta = bucket.get(series);
  if (!delta) {
    const slots = slotted ? new Map<number, number>() : null;
    bucket.set(series, (delta = { series, bucketMs, n: 0, sum: 0, min: Infinity, max: -Infinity, slots }));
  }
  return delta;
}

function addValue(delta: RollUpDelta, value: number, sign: 1 | -1, slot: number | null): void {
  delta.n += sign;
  delta.sum = addExactly(delta.sum, sign * value);
  if (sign === 1) {
    if (value < delta.min) delta.min = value;
    if (value > delta.max) delta.max = value;
  }
  if (slot !== null) delta.slots?.set(slot, (delta.slots.get(slot) ?? 0) + sign);
}
