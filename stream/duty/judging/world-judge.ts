import { createEvaluator, type Evaluator, type EvaluatorOptions } from '#shared/rules/evaluator.ts';
import type { EvaluatorImage } from '#shared/rules/image.ts';
import { mostJudgedSpeed } from '#shared/rules/judge-tick.ts';
import type { Transition } from '#shared/rules/alert.ts';
import type { RuleRow } from '#shared/rules/input.ts';
import type { NamedReading } from '#shared/rules/past/ask-readings.ts';
import { retiredAlerts } from '#shared/rules/retired-alerts.ts';
import type { AssetView } from '#shared/wire/push.ts';

/** A tick of a world. `isCaughtUp`: the log's end was reached, what is counted is of now. */
export type Tick = {
  readonly seq: number;
  readonly time: string;
  readonly speed: number;
  readonly isCaughtUp: boolean;
  readonly areCountsKnown: boolean;
};

/** One world being judged. */
export type WorldJudge = {
  readonly world: string;
  /** The last frame that its image holds; it takes nothing in up to there again. */
  readonly imageSeq: () => number;
  readonly noteChanged: (asset: string) => void;
  /** Counts as they stand; told to the evaluator with the next tick. */
  readonly takeRows: (rows: readonly RuleRow[]) => void;
  /** What others worked out of forecasts and KPIs; it counts from the next tick on. */
  readonly takeReadings: (readings: readonly NamedReading[]) => void;
  readonly tick: (tick: Tick) => Transition[];
  readonly lastTickMs: () => number | null;
  /** Whether a tick came since the last image. */
  readonly hasMoved: () => boolean;
  readonly image: () => EvaluatorImage;
  readonly saved: (seq: number) => void;
  readonly openCount: () => number;
};

const lengthMs = { minute: 60_000, hour: 3_600_000, day: Infinity } as const;

/** Judges one world; `viewOf` tells what is known of an asset of it. */
export function createWorldJudge(
  options: EvaluatorOptions & { readonly imageSeq: number },
  viewOf: (asset: string) => AssetView | undefined,
): WorldJudge {
  const evaluator: Evaluator = createEvaluator(options);
  const { image, rules } = options;
  const changed = new Set<string>();
  let retired = image ? retiredAlerts({ before: image, after: evaluator.image(), rules }) : [];
  let waiting: RuleRow[] = [];
  let imageSeq = options.imageSeq;
  let lastTickMs: number | null = options.image?.watch.tick?.ms ?? null;
  /** Before the first judged tick a row has nowhere to go. */
  let isPlaced = image !== undefined;
  let hasMoved = false;

  const tellViews = (): void => {
    const views = [...changed].flatMap((asset) => viewOf(asset) ?? []);
    changed.clear();
    if (views.length > 0) evaluator.step({ kind: 'views', views });
  };

  return {
    world: options.world,
    imageSeq: () => imageSeq,
    noteChanged: (asset) => void changed.add(asset),
    takeRows: (rows) => {
      waiting = waiting.concat(rows);
    },
    takeReadings: (readings) => void evaluator.step({ kind: 'readings', readings }),
    tick: ({ isCaughtUp, areCountsKnown, ...tick }) => {
      const nowMs = Date.parse(tick.time);
      lastTickMs = nowMs;
      hasMoved = true;
      tellViews();
      evaluator.step({ kind: 'counts', areKnown: areCountsKnown });
      // What was counted later than the tick being judged is not yet known then: a bucket counts once it is over.
      const due = isPlaced ? waiting.filter((row) => isCaughtUp || dueMs(row) <= nowMs) : [];
      if (due.length > 0) {
        waiting = due.length === waiting.length ? [] : waiting.filter((row) => dueMs(row) > nowMs);
        evaluator.step({ kind: 'rows', rows: due });
      }
      if (tick.speed > mostJudgedSpeed) {
        if (!isPlaced) waiting = [];
        return [];
      }
      isPlaced = true;
      const over = retired.map((end) => ({ ...end, at: tick.time }));
      retired = [];
      return [...over, ...evaluator.step({ kind: 'tick', ...tick })];
    },
    lastTickMs: () => lastTickMs,
    hasMoved: () => hasMoved,
    image: () => {
      tellViews();
      return evaluator.image();
    },
    saved: (seq) => {
      imageSeq = seq;
      hasMoved = false;
    },
    openCount: evaluator.openCount,
  };
}

function dueMs({ row: [grain, bucket] }: RuleRow): number {
  return Date.parse(bucket) + lengthMs[grain];
}
