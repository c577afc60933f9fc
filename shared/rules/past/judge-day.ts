import { readPastEvents, type PastEvent, type PastTick } from '../../store/read-rule-past.ts';
import type { ClientBase } from 'pg';
import type { RuleAsset } from '../city.ts';
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
  const tick = ({ seq, time, speed }: PastTick): void => {
    const nowMs = Date.parse(time);
    const first = nextRow;
    while ((rows[nextRow]?.dueMs ?? Infinity) <= nowMs) nextRow += 1;
    if (nextRow > first) judge.rows(rows.slice(first, nextRow).map(({ row }) => row));
    for (let known = day.readings[nextReading]; known && known.atMs <= nowMs; known = day.readings[nextReading]) {
      judge.reading(known.reading);
      nextReading += 1;
    }
    judge.tick({ seq, time, speed });
  };
  for (let fromMs = day.fromMs; fromMs < day.toMs; fromMs += hourMs) {
    const { whole, vouched } = sortAssets(fromMs);
    const events = await readPastEvents(client, { world, fromMs, toMs: fromMs + hourMs, types, assets: whole });
    judged += events.length;
    if (vouched.length > 0) judge.vouch(vouched);
    const firstTick = nextTick;
    while (nextTick < day.ticks.length && Date.parse(day.ticks[nextTick]?.time ?? '') < fromMs + hourMs) nextTick += 1;
    merge(events, day.ticks.slice(firstTick, nextTick), { event: judge.event, tick });
    context.onHour();
  }
  carried.rows = rows.slice(nextRow);
  return { ticks: day.ticks.length, judged, readings: nextReading };

  /** Whose events of an hour are judged, and who is only vouched for. */
  function sortAssets(fromMs: number): { whole: string[]; vouched: [asset: string, until: string][] } {
    const whole: string[] = [];
    const vouched: [string, string][] = [];
    for (const code of day.steady.heardIn(fromMs)) {
      const asset = assets.get(code);
      const beforeMs = carried.heardMs.get(code);
      const mayRest = isThinned && asset && beforeMs !== undefined && !withdrawn.has(code) && judge.isAtRest(code);
      const untilMs = mayRest ? day.steady.steadyUntil(asset, fromMs, beforeMs) : undefined;
      if (untilMs === undefined) whole.push(code);
      else vouched.push([code, new Date(untilMs).toISOString()]);
      const lastMs = day.steady.lastIn(code, fromMs);
      if (lastMs !== undefined) carried.heardMs.set(code, Math.max(beforeMs ?? 0, lastMs));
    }
    return { whole, vouched };
  }
}

/** Events and ticks in the order of the log. */
function merge(
  events: readonly PastEvent[],
  ticks: readonly PastTick[],
  use: { readonly event: Judge['event']; readonly tick: (tick: PastTick) => void },
): void {
  let next = 0;
  for (const tick of ticks) {
    for (;;) {
      const event = events[next];
      if (!event || event.seq > tick.seq || (event.seq === tick.seq && event.idx > tick.idx)) break;
      use.event(event.event);
      next += 1;
    }
    use.tick(tick);
  }
  for (const { event } of events.slice(next)) use.event(event);
}
