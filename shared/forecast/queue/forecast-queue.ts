import { arrivalLevel, counterLevel, serviceTime } from './level.ts';
import { marksAhead } from './marks.ts';
import { quarterMs, stateAt, type PlaceDay, type PlaceState } from './place-day.ts';
import { runQueue, type QueueMark, type Stretch } from './run-queue.ts';
import type { UsualCourse } from './usual-course.ts';

/**
 * What is expected when a quarter hour begins: so many waiting (`low` to `high`: eight times of ten), so many to come in
 * the quarter hour, and the mean wait of those called in it, or null where nobody serves then. Of a place that only tells
 * an expected wait, that is forecast and the others are null.
 */
export type QueueStep = {
  readonly atMs: number;
  readonly arrivals: number | null;
  readonly waiting: number | null;
  readonly waitingLow: number | null;
  readonly waitingHigh: number | null;
  readonly waitMs: number | null;
  readonly waitLowMs: number | null;
  readonly waitHighMs: number | null;
};

export type Opening = readonly { readonly from: number; readonly to: number }[];

/**
 * The next two hours of a place, at every quarter hour. `today`: what was counted until `nowMs`; `opening`: when it is
 * open today, nothing on a day of rest; `more`: so many counters more (or, below zero, fewer) are attended from now on.
 *
 * Two queues are run, the usual day's from where it usually stands, and today's from where it stands: with today's level
 * of arrivals, counters and time at the counter. What is expected is what usually is and how the two differ, so what the
 * queue model cannot know (people who come in groups, tickets for one counter only) is right on a usual day.
 */
export function forecastQueue(
  today: PlaceDay,
  usual: UsualCourse,
  { nowMs, opening, more = 0 }: { nowMs: number; opening: Opening; more?: number },
): QueueStep[] {
  const first = Math.floor((nowMs - today.startMs) / quarterMs);
  const marks = marksAhead(today, nowMs);
  const now = stateAt(today, today.quarters.length);
  const usualNow = between(usual, first, (nowMs - today.startMs) / quarterMs - first);
  const levels = {
    arrivals: arrivalLevel(today, usual, nowMs),
    counters: counterLevel(today, now.counters, usualNow.counters),
  };
  const serviceMs = serviceTime(today, usual);
  const courses = { usual, opening, marks, startMs: nowMs };
  const here = runFrom(now, serviceMs, withMore(stretchesOf(courses, levels), more), courses);
  const there = runFrom(usualNow, usual.serviceMs, stretchesOf(courses, { arrivals: 1, counters: 1 }), courses);
  return marks.map(({ at, atMs }, which) => {
    const arrivals = isOpen(opening, atMs) ? (usual.arrivals[at] ?? 0) * levels.arrivals : 0;
    const common = { atMs, arrivals };
    const [mark, usualMark] = [here[which], there[which]];
    if (isOver(opening, atMs) || !mark || !usualMark) return { ...common, ...empty };
    return { ...common, ...shift(mark, usualMark, { waiting: usual.states[at]?.waiting, waitMs: usual.waitMs[at] }) };
  });
}

const empty = { waiting: 0, waitingLow: 0, waitingHigh: 0, waitMs: null, waitLowMs: null, waitHighMs: null };

type Courses = {
  readonly usual: UsualCourse;
  readonly opening: Opening;
  readonly marks: readonly { readonly at: number; readonly atMs: number }[];
  readonly startMs: number;
};

/** Arrivals and counters from now to each mark, as levels of what is usual. */
function stretchesOf({ usual, opening, marks }: Courses, levels: { arrivals: number; counters: number }): Stretch[] {
  return marks.map(({ at, atMs }) => {
    const counters = (which: number): number => usual.states[which]?.counters ?? 0;
    const open = isOpen(opening, atMs - quarterMs);
    return {
      toMs: atMs,
      arrivalsPerMs: open ? ((usual.arrivals[at - 1] ?? 0) * levels.arrivals) / quarterMs : 0,
      // Counters open and close within the quarter hour that begins with the opening or the break.
      counters: (open ? Math.max(counters(at - 1), counters(at)) : counters(at)) * levels.counters,
    };
  });
}

/** The same with other counters wherever any is attended. */
function withMore(stretches: Stretch[], more: number): Stretch[] {
  if (more === 0) return stretches;
  return stretches.map((one) => ({ ...one, counters: one.counters > 0 ? Math.max(0, one.counters + more) : 0 }));
}

function runFrom(state: PlaceState, serviceMs: number | null, stretches: Stretch[], { startMs, usual }: Courses) {
  if (serviceMs === null) return [];
  const [first] = stretches;
  const atCounters = state.waiting > 0 && first ? Math.max(state.inService, first.counters) : state.inService;
  const inSystem = state.waiting + atCounters;
  return runQueue({ startMs, inSystem, stretches, serviceMs, leavePerMs: usual.leavePerMs });
}

/** How it usually stands `part` of the way from one quarter hour to the next. */
function between({ states }: UsualCourse, at: number, part: number): PlaceState {
  const [from, to] = [states[at], states[at + 1]];
  const of = (field: keyof PlaceState): number => (from?.[field] ?? 0) * (1 - part) + (to?.[field] ?? 0) * part;
  return { waiting: of('waiting'), inService: of('inService'), counters: of('counters') };
}

function shift(
  mark: QueueMark,
  usualMark: QueueMark,
  usual: { waiting: number | undefined; waitMs: number | null | undefined },
): Omit<QueueStep, 'atMs' | 'arrivals'> {
  const more = (usual.waiting ?? 0) - usualMark.waiting;
  const [usualWait, runWait] = [usual.waitMs ?? null, usualMark.waitMs];
  const longer = usualWait === null || runWait === null ? 0 : usualWait - runWait;
  const wait = (ms: number | null): number | null => (ms === null ? null : Math.max(0, ms + longer));
  return {
    waiting: Math.max(0, mark.waiting + more),
    waitingLow: Math.max(0, mark.low + more),
    waitingHigh: Math.max(0, mark.high + more),
    ...{ waitMs: wait(mark.waitMs), waitLowMs: wait(mark.waitLowMs), waitHighMs: wait(mark.waitHighMs) },
  };
}

function isOpen(opening: Opening, atMs: number): boolean {
  return opening.some(({ from, to }) => from <= atMs && atMs < to);
}

/** Before the first opening of the day and from the last closing on nobody waits. */
function isOver(opening: Opening, atMs: number): boolean {
  return !opening.some(({ from }) => from <= atMs) || !opening.some(({ to }) => atMs < to);
}
