import { eachDay, every } from '../engine/schedule.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Place } from './place.ts';

/**
 * Where a place stands in its day: `closed` before it opens and after the last one was served or sent away; `open`;
 * `break` at noon; `overtime`: the door is shut, those inside are still served.
 */
export type Phase = 'closed' | 'open' | 'break' | 'overtime';

/** The hours of a place as they pass. */
export type PointHours = {
  readonly phase: () => Phase;
  /** How long the door has been open since it was last closed; 0 where it is not. */
  readonly openForMs: () => number;
  /** When it opens again today; undefined: not today. */
  readonly opensAgainAt: () => number | undefined;
  /** When the door is shut for today, on a day on which it opens. */
  readonly shutsAt: () => number | undefined;
};

const minuteMs = 60_000;
/** After the door is shut, those inside are served so long. */
export const overtimeMs = 30 * minuteMs;

export type HoursHooks = {
  /** A day on which the place opens begins. */
  readonly dayStarts: (day: string) => void;
  readonly changed: (phase: Phase) => void;
  readonly isAnyoneWaiting: () => boolean;
};

/** Opens and closes a place by the pack's hours and calendar. */
export function keepHours(simulation: Simulation, place: Place, hooks: HoursHooks): PointHours {
  const { agenda, calendar } = simulation;
  const office = calendar.officeOf(place.opening);
  let phase: Phase = 'closed';
  let openedMs = 0;
  let spans: readonly { from: number; to: number }[] = [];
  const turn = (next: Phase): void => {
    phase = next;
    if (next === 'open') openedMs = agenda.nowMs();
    hooks.changed(next);
  };
  const shut = (): void => {
    const endMs = agenda.nowMs() + overtimeMs;
    turn('overtime');
    every(simulation, agenda.nowMs(), minuteMs, () => {
      if (hooks.isAnyoneWaiting() && agenda.nowMs() < endMs) return true;
      turn('closed');
      return false;
    });
  };
  eachDay(simulation, (day) => {
    const nowMs = agenda.nowMs();
    spans = office.openOn(day).filter(({ to }) => to > nowMs);
    if (spans.length === 0) return;
    hooks.dayStarts(day);
    const last = spans.at(-1);
    for (const span of spans) {
      agenda.at(Math.max(span.from, nowMs), () => turn('open'));
      agenda.at(span.to, () => (span === last ? shut() : turn('break')));
    }
  });
  return {
    phase: () => phase,
    openForMs: () => (phase === 'open' ? agenda.nowMs() - openedMs : 0),
    opensAgainAt: () => spans.find(({ from }) => from > agenda.nowMs())?.from,
    shutsAt: () => spans.at(-1)?.to,
  };
}
