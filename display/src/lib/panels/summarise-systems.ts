import type { CitySystem } from '../city/city-view.ts';
import { freshnessOf, isReporting } from '../feed/freshness.ts';
import type { ScreenState } from '../feed/screen-state.ts';
import type { WallMoment } from './wall-moment.ts';

/** How a connected system is: what its newest check found, unless that is too old to tell. */
export const systemStates = ['up', 'slow', 'down', 'stale', 'unknown'] as const;
export type SystemState = (typeof systemStates)[number];

export type SystemLine = {
  readonly system: CitySystem;
  readonly state: SystemState;
  /** What makes it slow: seconds to answer, or seconds its data lag. */
  readonly slowS: number | null;
  /** Seconds since the check that is too old. */
  readonly ageS: number | null;
};

export type SystemSummary = {
  /** In the order of the city's list: each keeps its place. */
  readonly lines: readonly SystemLine[];
  /** Systems whose state is known now. */
  readonly reporting: number;
  readonly asOfMs: number | null;
};

// A person at a counter notices an answer of three seconds, and work backs up behind data a quarter of an hour old.
const slowAnswerMs = 3_000;
const slowDataS = 900;

/** How each connected system is, by its own checks alone: documents passing through prove nothing of the rest. */
export function summariseSystems(systems: readonly CitySystem[], { state, nowMs }: WallMoment): SystemSummary {
  const lines = systems.map((system) => judgeSystem(system, state, nowMs));
  const times = systems.flatMap(({ code }) => Date.parse(state.assets.get(code)?.fields.link?.time ?? '') || []);
  return {
    lines,
    reporting: lines.filter((line) => line.state !== 'stale' && line.state !== 'unknown').length,
    asOfMs: nowMs === null || times.length === 0 ? null : Math.max(...times),
  };
}

function judgeSystem(system: CitySystem, screen: ScreenState, nowMs: number | null): SystemLine {
  const check = screen.assets.get(system.code)?.fields.link;
  const line = { system, slowS: null, ageS: null };
  if (!check || nowMs === null) return { ...line, state: 'unknown' };
  const checkedMs = Date.parse(check.time);
  if (!isReporting(freshnessOf(checkedMs, nowMs, system.expectedIntervalS)))
    return { ...line, state: 'stale', ageS: (nowMs - checkedMs) / 1000 };
  if (check.value.ok !== true) return { ...line, state: 'down' };
  const { latencyMs, lagS } = check.value;
  if (typeof latencyMs === 'number' && latencyMs >= slowAnswerMs)
    return { ...line, state: 'slow', slowS: latencyMs / 1000 };
  if (typeof lagS === 'number' && lagS >= slowDataS) return { ...line, state: 'slow', slowS: lagS };
  return { ...line, state: 'up' };
}
