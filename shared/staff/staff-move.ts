/** Why people are at a point who are not of its establishment: from another point, from the city, two lawyers, a campaign. */
export const staffMoveKinds = ['move', 'transfer', 'lawyers', 'volunteers'] as const;
export type StaffMoveKind = (typeof staffMoveKinds)[number];

/** What was counted at a point in a span: `waitMs` is the mean wait of those called; null: nobody was called, or nothing is kept. */
export type StaffMeasure = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly called: number;
  readonly waitMs: number | null;
};

const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** A journey, and until it shows in the queue. */
const settleMs = 900_000;
/** What came late to the log is waited for. */
const lateMs = 300_000;
/** A longer one is judged by days. */
const longMs = dayMs;
const mostDays = 5;

type Span = { readonly fromMs: number; readonly toMs: number };

/**
 * What a move is judged by: the hour before it began and an hour once it has settled; one of more than a day by its first days,
 * five at most, and the same days of the week before.
 */
export function spansToMeasure({ fromMs, toMs }: Span): { readonly before: Span; readonly after: Span } {
  if (toMs - fromMs <= longMs) {
    const startMs = fromMs + settleMs;
    return {
      before: { fromMs: fromMs - hourMs, toMs: fromMs },
      after: { fromMs: startMs, toMs: Math.max(startMs, Math.min(startMs + hourMs, toMs)) },
    };
  }
  const lengthMs = Math.min(mostDays, Math.floor((toMs - fromMs) / dayMs)) * dayMs;
  const weekMs = 7 * dayMs;
  return {
    before: { fromMs: fromMs - weekMs, toMs: fromMs - weekMs + lengthMs },
    after: { fromMs, toMs: fromMs + lengthMs },
  };
}

/** When a move can be measured. */
export function measuredAtMs(move: Span): number {
  return spansToMeasure(move).after.toMs + lateMs;
}
