import type { AcceptedEvent } from '../../events/envelope.ts';
import { applyEvent } from '../../fold/apply-event.ts';
import { createState } from '../../fold/fold-state.ts';
import { toAssetView } from '../../fold/to-asset-view.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import type { Transition } from '../alert.ts';
import { createEvaluator, type EvaluatorOptions } from '../evaluator.ts';
import type { RuleRow } from '../input.ts';

/** Runs the past of one world through the evaluator: events are folded, rows and ticks are passed on. */
export type Judge = {
  /** Events in the order of the log. */
  readonly event: (event: AcceptedEvent) => void;
  readonly rows: (rows: readonly RuleRow[]) => void;
  readonly tick: (tick: { readonly seq: number; readonly time: string; readonly speed: number }) => void;
  /** Alerts still open. */
  readonly openCount: () => number;
};

/** Prepares one run; whatever changes is told as it happens. Memory is that of the fold and the rules, not of the past. */
export function createJudge(options: EvaluatorOptions, onTransition: (transition: Transition) => void): Judge {
  const evaluator = createEvaluator(options);
  const calendar = civilCalendar(options.city.timeZone);
  const state = createState();
  const changed = new Set<string>();
  return {
    openCount: evaluator.openCount,
    event: (event) => {
      for (const asset of applyEvent(state, event, calendar)) changed.add(asset);
    },
    rows: (rows) => void evaluator.step({ kind: 'rows', rows }),
    tick: (tick) => {
      const assets = state.worlds.get(options.world)?.assets;
      const views = [...changed].flatMap((asset) => {
        const known = assets?.get(asset);
        return known ? [toAssetView(known)] : [];
      });
      changed.clear();
      if (views.length > 0) evaluator.step({ kind: 'views', views });
      evaluator.step({ kind: 'tick', ...tick }).forEach(onTransition);
    },
  };
}
