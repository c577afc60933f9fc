/** A kiosk's turn: which kiosk, and the number of its heartbeat. */
export type Turn = { readonly kiosk: string; readonly sequence: number };

const roundMs = 60_000;

/**
 * The turns before `dueTurns` that have not been sent, `nextTurn` being the first of them. Turns are numbered through:
 * every kiosk has one a round, evenly spread, and its sequence is the number of the round, so going on with the next turn
 * goes on with every kiosk's sequence. After a hole (the door was away, the machine slept) only the last round's turns
 * are left: nobody can send a heartbeat of the past.
 */
export function turnsUntil(kiosks: readonly string[], nextTurn: number, dueTurns: number): Turn[] {
  const first = Math.max(nextTurn, dueTurns - kiosks.length);
  return Array.from({ length: Math.max(0, dueTurns - first) }, (_, index) => {
    const turn = first + index;
    return { kiosk: kiosks[turn % kiosks.length] ?? '', sequence: Math.floor(turn / kiosks.length) };
  });
}

/** How many turns are due `elapsedMs` after the sender went on with turn `firstTurn`; the first is due at once. */
export function dueTurns(kioskCount: number, firstTurn: number, elapsedMs: number): number {
  return firstTurn + Math.floor((elapsedMs * kioskCount) / roundMs) + 1;
}

/** Seconds a heartbeat vouches for: a minute, but nothing from before this sender went on. */
export function coversS(elapsedMs: number): number {
  return Math.max(1, Math.min(60, Math.round(elapsedMs / 1000)));
}
