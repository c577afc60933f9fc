import type { CountRow } from '../wire/counts.ts';
import type { AssetView } from '../wire/push.ts';
import type { Held } from './ask.ts';
import type { Counted } from './window.ts';

/** What an evaluator is told, in the order of the log. It judges at ticks alone. */
export type Input =
  | { readonly kind: 'tick'; readonly seq: number; readonly time: string; readonly speed: number }
  | { readonly kind: 'views'; readonly views: readonly AssetView[] }
  | { readonly kind: 'rows'; readonly rows: readonly RuleRow[] }
  /** Whether what is counted is told; while it is not, what was counted last is of no account. */
  | { readonly kind: 'counts'; readonly areKnown: boolean }
  /** `name` is `forecast <asset>` or `kpi <id> <unit or nothing>`. */
  | { readonly kind: 'readings'; readonly readings: readonly (Held & { readonly name: string })[] }
  /** Of a past that is replayed: assets heard in every interval until their last sign of life then, saying nothing new. */
  | { readonly kind: 'vouched'; readonly vouched: readonly (readonly [asset: string, until: string])[] };

/** A roll-up row as the writer tells it; its distribution beside it where a rule asks for percentiles. */
export type RuleRow = { readonly row: CountRow; readonly slots?: Counted['slots'] };
