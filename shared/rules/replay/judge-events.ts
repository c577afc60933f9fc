import type { AcceptedEvent } from '../../events/envelope.ts';
import { applyEvent } from '../../fold/apply-event.ts';
import { createState } from '../../fold/fold-state.ts';
import { toAssetView } from '../../fold/to-asset-view.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import type { Transition } from '../alert.ts';
import type { Held } from '../ask.ts';
import type { Evaluator } from '../evaluator.ts';
import type { RuleRow } from '../input.ts';
import { mostJudgedSpeed } from '../judge-tick.ts';

/** Runs the past of one world through evaluators: events are folded, rows and ticks are passed on. */
export type Judge = {
  /** Events in the order of the log, ticks apart. */
  readonly event: (event: AcceptedEvent) => void;
  readonly rows: (rows: readonly RuleRow[]) => void;
  /** What was worked out of forecasts and KPIs. */
  readonly reading: (reading: Held & { readonly name: string }) => void;
  readonly tick: (tick: { readonly seq: number; readonly time: string; readonly speed: number }) => void;
  /** A tick before this is nothing to anybody, as long as nothing is told and no tick is missing. */
  readonly restsUntilMs: () => number;
  /** The last of some ticks that came in a row while everybody rested. */
  readonly pass: (tick: { readonly ms: number; readonly seq: number }) => void;
  /** Assets whose events are left out because nothing would come of them, each until its last sign of life. */
  readonly vouch: (vouched: readonly (readonly [asset: string, until: string])[]) => void;
  readonly isAtRest: (asset: string) => boolean;
};

/** Who judges, and who is told of what changes. */
export type Judging = { readonly evaluator: Evaluator; readonly onTransition: (transition: Transition) => void };

/** Prepares one run. Memory is that of the fold and the rules, not of the past. */
export function createJudge(
  { world, timeZone }: { readonly world: string; readonly timeZone: string },
  judging: readonly Judging[],
): Judge {
  const calendar = civilCalendar(timeZone);
  const state = createState();
  const changed = new Set<string>();
  let day = '';
  /** Before the first judged tick a row has nowhere to go: as in the duty process, what came since the tick before it waits. */
  let waiting: readonly RuleRow[] | undefined = [];
  const fold = (event: AcceptedEvent): void => {
    for (const asset of applyEvent(state, event, calendar)) changed.add(asset);
  };
  const tellRows = (rows: readonly RuleRow[]): void => {
    for (const { evaluator } of judging) evaluator.step({ kind: 'rows', rows });
  };
  return {
    event: fold,
    rows: (rows) => {
      if (waiting) waiting = [...waiting, ...rows];
      else tellRows(rows);
    },
    reading: (reading) => {
      for (const { evaluator } of judging) evaluator.step({ kind: 'readings', readings: [reading] });
    },
    vouch: (vouched) => {
      for (const { evaluator } of judging) evaluator.step({ kind: 'vouched', vouched });
    },
    restsUntilMs: () =>
      changed.size > 0 ? -Infinity : Math.min(...judging.map(({ evaluator }) => evaluator.restsUntilMs())),
    pass: (tick) => {
      for (const { evaluator } of judging) evaluator.pass(tick);
    },
    isAtRest: (asset) => !changed.has(asset) && judging.every(({ evaluator }) => evaluator.isAtRest(asset)),
    tick: ({ seq, time, speed }) => {
      const today = calendar.dayOf(Date.parse(time));
      // To the fold a tick is news only where a day begins: what was open longer than it may lapses.
      if (today !== day) fold(toTickEvent(world, { seq, time, speed }));
      day = today;
      if (changed.size > 0) {
        const assets = state.worlds.get(world)?.assets;
        const views = [...changed].flatMap((asset) => {
          const known = assets?.get(asset);
          return known ? [toAssetView(known)] : [];
        });
        changed.clear();
        for (const { evaluator } of judging) evaluator.step({ kind: 'views', views });
      }
      for (const { evaluator, onTransition } of judging) {
        evaluator.step({ kind: 'tick', seq, time, speed }).forEach(onTransition);
      }
      const isJudged = speed <= mostJudgedSpeed;
      if (waiting && isJudged) tellRows(waiting);
      if (waiting) waiting = isJudged ? undefined : [];
    },
  };
}

function toTickEvent(world: string, { seq, time, speed }: Parameters<Judge['tick']>[0]): AcceptedEvent {
  return {
    ...{ specversion: '1.0', id: `tick-${seq}`, source: 'urn:door', type: 'clock.tick', time, receivedtime: time },
    ...{ world, asset: '', unit: '', data: { speed } },
  };
}
