import type { CityCalendar } from '../engine/city-calendar.ts';
import type { RunState } from './run-state.ts';

/** From when to when a run goes, and what its ids begin with. */
export type RunPlan = {
  readonly tag: string;
  readonly startMs: number;
  /** Null: for ever. */
  readonly endMs: number | null;
  /** The clock is brought forward to here quickly, then goes on at the speed of the run; null: it is not. */
  readonly forwardToMs: number | null;
  /** From when to when heartbeats are sent thinned. */
  readonly thinned: readonly (readonly [number, number])[];
  /** Everything due before has been sent. */
  readonly sentThroughMs: number;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** The city wakes up: what is open by the time offices open has grown by itself. */
const earlyMs = 5 * hourMs;
/** From when to when a visitor of a working day is shown the present. */
const workingFromMs = 7.5 * hourMs;
const workingToMs = 18 * hourMs;
/** At other hours a visitor is shown a morning, when everything is in full swing. */
const showMs = 10 * hourMs;
/** What lies farther back is not caught up with: the city begins anew. */
const catchUpMs = dayMs;
/** A run this old is begun anew by the next start: it would be made again from its seed up to here. */
const longestMs = 7 * dayMs;
/** The latest heartbeats are sent one by one, so that nothing looks late when the clock slows down. */
const unthinnedMs = 10 * 60_000;

/**
 * The plan that follows a start of the system. A visitor at any hour is to see a living city: in working hours the
 * present, at other hours the latest working day at ten. It begins at five that morning, is brought forward to there,
 * and from then on goes at the speed of a clock. A saved run goes on where it stood, brought forward too when it stood
 * behind that; when it is a day behind, a week old or made of other data, the city begins anew at the saved clock or
 * later: a world's clock never goes back.
 */
export function planLive(options: {
  run: string;
  nowMs: number;
  calendar: CityCalendar;
  fingerprint: string;
  saved: RunState | undefined;
  /** Where the world's clock stands, if there is one. */
  clockMs: number | undefined;
}): RunPlan {
  const { run, nowMs, calendar, fingerprint, saved, clockMs = -Infinity } = options;
  const showAtMs = momentToShow(nowMs, calendar);
  const goesOn =
    saved?.fingerprint === fingerprint && showAtMs - clockMs <= catchUpMs && clockMs - saved.startMs <= longestMs;
  const forwardToMs = showAtMs > clockMs ? showAtMs : null;
  if (goesOn) {
    const { tag, startMs, sentThroughMs } = saved;
    // What was sent, at the latest when the clock stood where it stands, must come out the same when it is made again.
    const thinned = [...saved.thinned, ...thinTo(forwardToMs, Math.max(sentThroughMs, clockMs))];
    return { tag, startMs, endMs: null, forwardToMs, thinned, sentThroughMs };
  }
  const startMs = Math.max(calendar.startOf(calendar.dayOf(showAtMs)) + earlyMs, clockMs);
  return {
    // A new beginning of the same world has ids of its own; it begins later than all before it.
    tag: `${run}-${Math.floor(startMs / 1_000).toString(36)}`,
    ...{ startMs, endMs: null, forwardToMs, sentThroughMs: startMs },
    thinned: thinTo(forwardToMs, startMs),
  };
}

function thinTo(forwardToMs: number | null, fromMs: number): [number, number][] {
  const toMs = (forwardToMs ?? fromMs) - unthinnedMs;
  return toMs > fromMs ? [[fromMs, toMs]] : [];
}

function momentToShow(nowMs: number, calendar: CityCalendar): number {
  let day = calendar.dayOf(nowMs);
  const timeOfDay = calendar.timeOfDay(nowMs);
  const isWorkingHour = timeOfDay >= workingFromMs && timeOfDay < workingToMs;
  if (calendar.office.isWorkingDay(day) && isWorkingHour) return nowMs;
  if (timeOfDay < showMs) day = calendar.dayAfter(day, -1);
  // No office rests longer than that.
  for (let rested = 0; rested < 60 && !calendar.office.isWorkingDay(day); rested += 1) day = calendar.dayAfter(day, -1);
  return calendar.startOf(day) + showMs;
}

/** The plan of a run of its own: so many days from a time of day, or until a time. Throws when it was begun with other options. */
export function planOwn(options: {
  run: string;
  day: string;
  /** Time of day, `07:30`. */
  from: string;
  days: number;
  untilMs: number | undefined;
  /** See `RunPlan`. */
  forwardToMs?: number | null;
  calendar: CityCalendar;
  fingerprint: string;
  saved: RunState | undefined;
}): RunPlan {
  const { run, day, from, days, untilMs, forwardToMs = null, calendar, fingerprint, saved } = options;
  const startMs = calendar.startOf(day) + Date.parse(`1970-01-01T${from}Z`);
  const endMs = untilMs ?? startMs + days * dayMs;
  if (endMs <= startMs) throw new Error(`--until: the run begins on ${day} at ${from}, which is later`);
  if (saved && saved.fingerprint !== fingerprint)
    throw new Error(
      `the run ${run} was begun with another city, seed, day, scenario or heartbeat; give this one its own name with --run`,
    );
  const sentThroughMs = saved?.sentThroughMs ?? startMs;
  const isBehind = forwardToMs !== null && forwardToMs > sentThroughMs;
  const thinned = saved?.thinned ?? thinTo(forwardToMs, startMs);
  return { tag: run, startMs, endMs, forwardToMs: isBehind ? forwardToMs : null, thinned, sentThroughMs };
}
