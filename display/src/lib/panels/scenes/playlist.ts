import type { WallScene, WallSettings } from '#shared/locality/wall-settings.ts';

/** Whose turn it is; `endsMs` null: it stays. Instants of the screen's monotonic clock. */
export type Turn = { readonly scene: WallScene; readonly sinceMs: number; readonly endsMs: number | null };

/**
 * The playlist's next state. While something calls for a person (`isHeld`) nothing changes places: the turn stays where it is
 * and, once all is answered, has its whole time again.
 */
export function nextTurn(
  { scenes, everyS }: WallSettings['playlist'],
  turn: Turn | null,
  { nowMs, isHeld }: { readonly nowMs: number; readonly isHeld: boolean },
): Turn {
  const [first = 'city'] = scenes;
  const scene = turn && scenes.includes(turn.scene) ? turn.scene : first;
  if (isHeld || scenes.length < 2) return stay(turn, scene, nowMs);
  const endsMs = nowMs + everyS * 1_000;
  if (turn?.scene !== scene || turn.endsMs === null) return { scene, sinceMs: nowMs, endsMs };
  if (nowMs < turn.endsMs) return turn;
  const next = scenes[(scenes.indexOf(scene) + 1) % scenes.length] ?? first;
  return { scene: next, sinceMs: nowMs, endsMs };
}

function stay(turn: Turn | null, scene: WallScene, nowMs: number): Turn {
  return turn?.scene === scene && turn.endsMs === null ? turn : { scene, sinceMs: nowMs, endsMs: null };
}
