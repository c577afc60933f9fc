import type { AssetKind } from '../../events/kind.ts';
import type { Says } from '../../wire/duty.ts';
import type { AssetView } from '../../wire/push.ts';

/** A place of the registry as incidents need it. */
export type KnownPlace = {
  readonly code: string;
  readonly kind: AssetKind;
  readonly unit: string;
  readonly point: string | null;
  readonly name: Says;
  readonly lon: number | null;
  readonly lat: number | null;
  /** Staff and counters as established; null: not known. */
  readonly staff: number | null;
  readonly counters: number | null;
};

/** A service point as it is now; null: not known, or too old to say. */
export type PointNow = {
  readonly code: string;
  readonly isOpen: boolean;
  readonly waiting: number | null;
  readonly expectedWaitS: number | null;
  readonly countersOpen: number | null;
  readonly present: number | null;
};

/** What was said longer ago is no longer how it is. */
const staleMs = 30 * 60_000;

/** Reads a point off its view. Staff and counters are told when they change, the queue every few minutes. */
export function pointNow(code: string, view: AssetView | undefined, nowMs: number, isOpen: boolean): PointNow {
  const queue = view?.fields.waiting;
  const isFresh = queue !== undefined && nowMs - Date.parse(queue.time) <= staleMs;
  const counters = Object.entries(view?.fields ?? {}).filter(([name]) => name.startsWith('counter.'));
  const roles = Object.entries(view?.fields ?? {}).filter(([name]) => name.startsWith('staff.'));
  return {
    ...{ code, isOpen },
    waiting: isFresh ? numberOf(queue.value.waiting) : null,
    expectedWaitS: isFresh ? numberOf(queue.value.expectedWaitS) : null,
    countersOpen: counters.length === 0 ? null : counters.filter(([, { value }]) => value.open === true).length,
    present: roles.length === 0 ? null : roles.reduce((sum, [, { value }]) => sum + (numberOf(value.present) ?? 0), 0),
  };
}

/** Calls that wait at a hotline; null: nothing was heard of it. */
export function callsWaiting(view: AssetView | undefined): number | null {
  return view ? (view.open.call?.count ?? 0) : null;
}

/** How far apart two places are, in kilometres. */
export function distanceKm(one: { lon: number; lat: number }, other: { lon: number; lat: number }): number {
  const rad = Math.PI / 180;
  const x = (other.lon - one.lon) * rad * Math.cos(((one.lat + other.lat) / 2) * rad);
  const y = (other.lat - one.lat) * rad;
  return Math.hypot(x, y) * 6_371;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
