import type { NumberedEvent } from '../engine/simulation.ts';

const mostS = 600;
/** Two beats follow one another when the second vouches for the time between them, to two seconds. */
const slackMs = 2_000;

/**
 * While a city is brought forward quickly, nobody watches single heartbeats: those of a kiosk that follow one another
 * and say the same are sent as one, which vouches for all of them, ten minutes at most. Outside of `spans` each is sent.
 */
export function createThinning(
  spans: readonly (readonly [number, number])[],
  pass: (event: NumberedEvent) => void,
): (event: NumberedEvent) => void {
  const held = new Map<string, NumberedEvent>();
  const release = (): void => {
    for (const event of held.values()) pass(event);
    held.clear();
  };
  return (event) => {
    const isThinned = spans.some(([fromMs, toMs]) => fromMs <= event.timeMs && event.timeMs < toMs);
    if (!isThinned && held.size > 0) release();
    if (!isThinned || event.type !== 'kiosk.heartbeat') {
      pass(event);
      return;
    }
    const before = held.get(event.asset);
    const joined = before && join(before, event);
    if (before && !joined) pass(before);
    held.set(event.asset, joined ?? event);
  };
}

function join(before: NumberedEvent, event: NumberedEvent): NumberedEvent | undefined {
  const coversS = Number(before.data.coversS) + Number(event.data.coversS);
  const isNext = event.timeMs - before.timeMs <= Number(event.data.coversS) * 1_000 + slackMs;
  if (!isNext || before.data.healthy !== event.data.healthy || coversS > mostS) return undefined;
  return { ...event, data: { ...event.data, coversS } };
}
