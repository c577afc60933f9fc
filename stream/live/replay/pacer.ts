/** Where a replay's clock stands, and how fast it goes from there. */
export type Pace = { readonly anchorRealMs: number; readonly anchorWorldMs: number; readonly speed: number };

/** What a replay's clock reads at real time `realMs`, both by the monotonic clock. */
export function readPace({ anchorRealMs, anchorWorldMs, speed }: Pace, realMs: number): number {
  return anchorWorldMs + Math.max(0, realMs - anchorRealMs) * speed;
}

/** So far a replay's clock may be ahead of what has been folded. */
const aheadRealMs = 1_000;

/**
 * The pace after a step that came to `reachedMs`: a fold that cannot keep up, or has come to the log's end, holds its clock back
 * rather than have it run away from what is shown.
 */
export function holdBack(pace: Pace, reachedMs: number, realMs: number): Pace {
  if (readPace(pace, realMs) - reachedMs <= aheadRealMs * Math.max(1, pace.speed)) return pace;
  return { ...pace, anchorRealMs: realMs, anchorWorldMs: reachedMs };
}
