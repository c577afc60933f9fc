/** What is needed for a target to be reached by the day it is due. */
export type ToReach =
  /** Whatever still comes, it will be (`safe`) or will not be (`unreachable`) reached; `bestValue` can be had at best. */
  | { readonly state: 'safe' | 'unreachable'; readonly daysLeft: number; readonly bestValue: number }
  | {
      readonly state: 'reachable';
      readonly daysLeft: number;
      /** So many a day from now on: at least, or at most where less is better. Null for what is not counted in pieces. */
      readonly perDay: number | null;
      /** So many a day until now. */
      readonly nowPerDay: number;
      /** `perDay` less what comes anyway; 0 when the pace suffices (or, where less is better, is not too fast). */
      readonly morePerDay: number | null;
      /** The value that what is still to come must have by itself. */
      readonly restValue: number | null;
    };

/**
 * `numerator` and `denominator` until now, and the target for both over the whole period. `bounded`: the numerator is a
 * part of the denominator, so that what comes cannot hold more of it than there is. `stillToCome`: what the
 * denominator will grow by where that is known; else it is taken to grow as it has until now.
 */
export type Course = {
  readonly numerator: number;
  readonly denominator: number | null;
  readonly target: number;
  readonly direction: 'at_least' | 'at_most';
  readonly bounded: boolean;
  readonly pieces: boolean;
  readonly elapsedMs: number;
  readonly leftMs: number;
  readonly stillToCome?: number | undefined;
};

const dayMs = 86_400_000;

/**
 * What is needed to reach a target in time; null when the time is over, has not begun, or nothing has come by which to
 * tell what will. Counts are exact: a target of 0.8 is 8 in 10, not the binary number nearest to it.
 */
export function workOutToReach(course: Course): ToReach | null {
  const { numerator, denominator, direction, bounded, elapsedMs, leftMs } = course;
  if (elapsedMs <= 0 || leftMs <= 0) return null;
  const daysLeft = leftMs / dayMs;
  if (denominator === null) return toReachCount(course, daysLeft);
  const more = course.stillToCome ?? Math.round((denominator * leftMs) / elapsedMs);
  const whole = denominator + more;
  if (whole <= 0 || more <= 0) return null;
  const isLeast = direction === 'at_least';
  // At least so much more of the numerator must come, or at most so much may.
  const room = timesTarget(course.target, whole, isLeast) - numerator;
  const ceiling = bounded ? more : Infinity;
  const sure = settled(room, { isLeast, ceiling });
  if (sure === null) return { state: 'reachable', daysLeft, ...paceOf(course, room), restValue: room / more };
  return { state: sure, daysLeft, bestValue: (numerator + (isLeast && bounded ? more : 0)) / whole };
}

/** Whether it is settled already: more than can come is needed, or nothing; null: it is not. */
function settled(
  room: number,
  { isLeast, ceiling }: { isLeast: boolean; ceiling: number },
): 'safe' | 'unreachable' | null {
  if (isLeast) return room <= 0 ? 'safe' : room > ceiling ? 'unreachable' : null;
  return room < 0 ? 'unreachable' : room >= ceiling ? 'safe' : null;
}

function toReachCount(course: Course, daysLeft: number): ToReach {
  const { numerator, direction, target } = course;
  const isLeast = direction === 'at_least';
  const room = (isLeast ? Math.ceil(target) : Math.floor(target)) - numerator;
  if (isLeast ? room <= 0 : room < 0) {
    return { state: isLeast ? 'safe' : 'unreachable', daysLeft, bestValue: numerator };
  }
  return { state: 'reachable', daysLeft, ...paceOf(course, room), restValue: null };
}

function paceOf(
  { direction, numerator, pieces, elapsedMs, leftMs }: Course,
  room: number,
): { perDay: number | null; nowPerDay: number; morePerDay: number | null } {
  const nowPerDay = (numerator * dayMs) / elapsedMs;
  if (!pieces) return { perDay: null, nowPerDay, morePerDay: null };
  // In less than a day it is all to be done in that.
  const days = Math.max(1, leftMs / dayMs);
  const perDay = direction === 'at_least' ? Math.ceil(room / days) : Math.floor(room / days);
  const lacking = direction === 'at_least' ? room / days - nowPerDay : 0;
  return { perDay, nowPerDay, morePerDay: lacking > 0 ? Math.ceil(lacking) : 0 };
}

/** The target times a whole number, rounded up or down to one, with the target as its decimal digits say. */
function timesTarget(target: number, whole: number, up: boolean): number {
  const [mantissa = '0', exponent = '0'] = target.toExponential().split('e');
  const [integer = '0', fraction = ''] = mantissa.split('.');
  const power = fraction.length - Number(exponent);
  const product = BigInt(integer + fraction) * BigInt(whole) * 10n ** BigInt(Math.max(0, -power));
  const divisor = 10n ** BigInt(Math.max(0, power));
  return Number(up ? (product + divisor - 1n) / divisor : product / divisor);
}
