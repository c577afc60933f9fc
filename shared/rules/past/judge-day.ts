import { readPastEvents, type PastEvent, type PastTick } from '../../store/read-rule-past.ts';
import type { ClientBase } from 'pg';
import type { RuleAsset } from '../city.ts';
import { longestStepMs, mostJudgedSpeed } from '../judge-tick.ts';
import type { Judge } from '../replay/judge-events.ts';
import type { DueRow, PastDay } from './read-day.ts';

/** What goes on from one day to the next. */
export type Carried = {
  /** The last sign of life of each asset. */
  readonly heardMs: Map<string, number>;
  /** Rows that no tick has come after. */
  rows: readonly DueRow[];
};

const hourMs = 3_600_000;

/**
 * Puts a day through the judge, hour by hour: of assets that are at rest and steady only the last sign of life, of others
 * every event, and of both every tick. `withdrawn`: assets that are looked at whole because something of theirs was withdrawn.
 */
export async function judgeDay(
  client: ClientBase,
  day: PastDay,
  context: {
    readonly judge: Judge;
    readonly world: string;
    readonly types: readonly string[];
    readonly assets: ReadonlyMap<string, RuleAsset>;
    readonly withdrawn: ReadonlySet<string>;
    readonly isThinned: boolean;
    readonly carried: Carried;
    readonly onHour: () => void;
  },
): Promise<{ readonly ticks: number; readonly judged: number; readonly readings: number }> {
  const { judge, world, types, assets, withdrawn, isThinned, carried } = context;
  const rows = [...carried.rows, ...day.rows].sort((a, b) => a.dueMs - b.dueMs);
  let [nextRow, nextTick, nextReading, judged] = [0, 0, 0, 0];
  const tick = ({ seq, ms, speed }: PastTick): number => {
    const first = nextRow;
    while ((rows[nextRow]?.dueMs ?? Infinity) <= ms) nextRow += 1;
    if (nextRow > first) judge.rows(rows.slice(first, nextRow).map(({ row }) => row));
    for (let known = day.readings[nextReading]; known && known.atMs <= ms; known = day.readings[nextReading]) {
      judge.reading(known.reading);
      nextReading += 1;
    }
    judge.tick({ seq, time: new Date(ms).toISOString(), speed });
    // What nobody judges may be a hole in the ticks: the next one is looked at.
    if (speed > mostJudgedSpeed) return -Infinity;
    return Math.min(
      judge.restsUntilMs(),
      rows[nextRow]?.dueMs ?? Infinity,
      day.readings[nextReading]?.atMs ?? Infinity,
    );
  };
  const read = (fromMs: number, of: readonly string[]): Promise<PastEvent[]> => {
    const reading = readPastEvents(client, { world, fromMs, toMs: fromMs + hourMs, types, assets: of });
    // Nobody may be waiting yet when it fails; whoever comes for it is told.
    reading.catch(() => undefined);
    return reading;
  };
  let ahead = readUnsteady(day.fromMs);
  for (let fromMs = day.fromMs; fromMs < day.toMs; fromMs += hourMs) {
    // Who is steady and yet not at rest is judged too.
    const [restless, vouched]: [string[], [asset: string, until: string][]] = [[], []];
    for (const [code, untilMs] of ahead.steady) {
      if (judge.isAtRest(code)) vouched.push([code, new Date(untilMs).toISOString()]);
      else restless.push(code);
    }
    const events = mergeEvents(await ahead.events, await read(fromMs, restless));
    ahead = readUnsteady(fromMs + hourMs);
    judged += events.length;
    if (vouched.length > 0) judge.vouch(vouched);
    const firstTick = nextTick;
    while ((day.ticks[nextTick]?.ms ?? Infinity) < fromMs + hourMs) nextTick += 1;
    judgeHour(events, day.ticks.slice(firstTick, nextTick), { judge, tick });
    context.onHour();
  }
  carried.rows = rows.slice(nextRow);
  return { ticks: day.ticks.length, judged, readings: nextReading };

  /** Begins to read the events of an hour that are judged whatever comes before it; who else was heard is steady. */
  function readUnsteady(fromMs: number): { steady: [asset: string, untilMs: number][]; events: Promise<PastEvent[]> } {
    const unsteady: string[] = [];
    const steady: [string, number][] = [];
    for (const code of fromMs < day.toMs ? day.steady.heardIn(fromMs) : []) {
      const beforeMs = carried.heardMs.get(code);
      const asset = isThinned && !withdrawn.has(code) ? assets.get(code) : undefined;
      const untilMs = asset && beforeMs !== undefined ? day.steady.steadyUntil(asset, fromMs, beforeMs) : undefined;
      if (untilMs === undefined) unsteady.push(code);
      else steady.push([code, untilMs]);
      const lastMs = day.steady.lastIn(code, fromMs);
      if (lastMs !== undefined) carried.heardMs.set(code, Math.max(beforeMs ?? 0, lastMs));
    }
    return { steady, events: read(fromMs, unsteady) };
  }
}

/** Two lists in the order of the log as one. */
function mergeEvents(a: readonly PastEvent[], b: readonly PastEvent[]): readonly PastEvent[] {
  if (b.length === 0) return a;
  return [...a, ...b].sort((one, other) => one.seq - other.seq || one.idx - other.idx);
}

/** Events and ticks in the order of the log; ticks in a row at which nothing can happen are only passed. */
function judgeHour(
  events: readonly PastEvent[],
  ticks: readonly PastTick[],
  { judge, tick }: { readonly judge: Judge; readonly tick: (tick: PastTick) => number },
): void {
  let [next, lastMs, restsUntilMs] = [0, 0, -Infinity];
  let passed: PastTick | undefined;
  for (const one of ticks) {
    const first = next;
    for (;;) {
      const event = events[next];
      if (!event || event.seq > one.seq || (event.seq === one.seq && event.idx > one.idx)) break;
      judge.event(event.event);
      next += 1;
    }
    const stepMs = one.ms - lastMs;
    lastMs = one.ms;
    const isInStep = stepMs >= 0 && stepMs <= longestStepMs && one.speed <= mostJudgedSpeed;
    if (next === first && one.ms < restsUntilMs && isInStep) {
      passed = one;
      continue;
    }
    if (passed) judge.pass(passed);
    passed = undefined;
    restsUntilMs = tick(one);
  }
  if (passed) judge.pass(passed);
  for (const { event } of events.slice(next)) judge.event(event);
}
