import type { SourceEvent } from './source-event.ts';
import type { Mapping } from './mapping.ts';
import { dayMs, mondayOf } from '#shared/time/wall-clock.ts';

/**
 * How a set is laid on the run's dates: weekday and time of day stay, the date moves by whole weeks. All times are on a
 * wall (see `shared/time/wall-clock.ts`): the source's, and shifted by `shiftMs` the city's.
 */
export type RunPlan = {
  /** From the source's wall to the city's, in the first pass. */
  readonly shiftMs: number;
  /** Source: the replay begins here; what was open by then is sent first. */
  readonly fromMs: number;
  /** Source: and ends before this. */
  readonly toMs: number;
  /** Source: Monday of the first week of a pass. */
  readonly mondayMs: number;
  /** Whole weeks after which the next pass begins; null: once only. */
  readonly periodMs: number | null;
};

export type Window = { readonly fromMs: number | undefined; readonly toMs: number | undefined; readonly loop: boolean };

const weekMs = 7 * dayMs;

/** Lays a set on a run that starts at a given moment of the city's wall; the anchor's week becomes the run's first. */
export function planFromStart(
  mapping: Mapping,
  events: readonly SourceEvent[],
  startWallMs: number,
  loop: boolean,
): RunPlan {
  const mondayMs = mondayOf(Date.parse(mapping.timeline.anchor));
  const shiftMs = mondayOf(startWallMs) - mondayMs;
  return plan(mapping, events, { fromMs: startWallMs - shiftMs, toMs: undefined, loop, shiftMs, mondayMs });
}

/**
 * Lays a set on the dates just past: it starts at `window.fromMs` (else at its first event in or after the anchor's week)
 * on the latest such weekday and time of day before `nowWallMs`.
 */
export function planFromWindow(
  mapping: Mapping,
  events: readonly SourceEvent[],
  window: Window,
  nowWallMs: number,
): RunPlan {
  const anchorMs = mondayOf(Date.parse(mapping.timeline.anchor));
  const first = events.find(({ wallMs }) => wallMs >= anchorMs)?.wallMs ?? anchorMs;
  const fromMs = window.fromMs ?? Math.floor(first / 60_000) * 60_000;
  const shiftMs = Math.floor((nowWallMs - fromMs) / weekMs) * weekMs;
  return plan(mapping, events, { fromMs, toMs: window.toMs, loop: window.loop, shiftMs, mondayMs: mondayOf(fromMs) });
}

function plan(
  mapping: Mapping,
  events: readonly SourceEvent[],
  known: { fromMs: number; toMs: number | undefined; loop: boolean; shiftMs: number; mondayMs: number },
): RunPlan {
  const { fromMs, loop, shiftMs, mondayMs } = known;
  const endMs = (events.at(-1)?.wallMs ?? mondayMs) + 1;
  const toMs = Math.min(known.toMs ?? endMs, endMs);
  const weeks = mapping.timeline.weeks ?? Math.max(1, Math.ceil((toMs - mondayMs) / weekMs));
  return {
    fromMs,
    toMs: loop ? Math.min(toMs, mondayMs + weeks * weekMs) : toMs,
    shiftMs,
    mondayMs,
    periodMs: loop ? weeks * weekMs : null,
  };
}
