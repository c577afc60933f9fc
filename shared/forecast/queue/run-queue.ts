/*
 * A queue with a few counters, minute by minute: people come at a rate, each busy counter finishes at a rate, and whoever
 * waits leaves at a rate. Instead of one number, the chance of every number of people is carried along (M(t)/M/c(t)+M), so
 * that a queue which is short on average and long by accident is both, and an interval comes by itself.
 */

/** What goes on until `toMs`: arrivals per ms, counters attended. */
export type Stretch = { readonly toMs: number; readonly arrivalsPerMs: number; readonly counters: number };

/** How it may stand at an instant. `waitMs`: what somebody joining then waits; null: no counter is attended. */
export type QueueMark = {
  readonly waiting: number;
  readonly low: number;
  readonly high: number;
  readonly waitMs: number | null;
  readonly waitLowMs: number | null;
  readonly waitHighMs: number | null;
};

export type QueueRun = {
  readonly startMs: number;
  /** People waiting and at the counters now. */
  readonly inSystem: number;
  readonly stretches: readonly Stretch[];
  readonly serviceMs: number;
  /** Of those who wait, how many give up per ms. */
  readonly leavePerMs: number;
};

/** The interval told holds what comes in eight of ten cases. */
const lowShare = 0.1;
const highShare = 0.9;
/** Fewer chances than this are none. */
const negligible = 1e-9;
/** A step is so short that a change of state in it is no likelier than this. */
const changePerStep = 0.5;

/** How the queue stands at the end of each stretch. */
export function runQueue({ startMs, inSystem, stretches, serviceMs, leavePerMs }: QueueRun): QueueMark[] {
  const chances = startingWith(inSystem);
  let fromMs = startMs;
  return stretches.map(({ toMs, arrivalsPerMs, counters }) => {
    const downPerMs = (people: number): number =>
      Math.min(people, counters) / serviceMs + Math.max(0, people - counters) * leavePerMs;
    let leftMs = toMs - fromMs;
    while (leftMs > 0) {
      const fastest = arrivalsPerMs + downPerMs(chances.length);
      const stepMs = Math.min(leftMs, fastest > 0 ? changePerStep / fastest : leftMs);
      pass(chances, arrivalsPerMs * stepMs, (people) => downPerMs(people) * stepMs);
      leftMs -= stepMs;
    }
    fromMs = toMs;
    return markOf(chances, counters, 1 / serviceMs);
  });
}

/** So many people, between two whole numbers where it is no whole one. */
function startingWith(people: number): number[] {
  const below = Math.floor(people);
  const chances = Array.from({ length: below + 2 }, () => 0);
  chances[below] = 1 - (people - below);
  chances[below + 1] = people - below;
  return chances;
}

/** A short time passes: with chance `up` one more, with chance `down` one less. In place; it is the time this takes. */
function pass(chances: number[], up: number, down: (people: number) => number): void {
  let fromBelow = 0;
  let leaving = 0;
  for (let people = 0; people < chances.length; people += 1) {
    const chance = chances[people] ?? 0;
    const leavingAbove = down(people + 1);
    chances[people] = chance * (1 - up - leaving) + fromBelow + (chances[people + 1] ?? 0) * leavingAbove;
    fromBelow = chance * up;
    leaving = leavingAbove;
  }
  chances.push(fromBelow);
  while (chances.length > 1 && (chances.at(-1) ?? 0) < negligible) chances.pop();
}

function markOf(chances: readonly number[], counters: number, service: number): QueueMark {
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  const expected = (of: (people: number) => number): number =>
    chances.reduce((sum, chance, people) => sum + chance * of(people), 0) / total;
  const quantile = (share: number): number => {
    let below = 0;
    const found = chances.findIndex((chance) => (below += chance / total) >= share);
    return found < 0 ? chances.length - 1 : found;
  };
  const waiting = (people: number): number => Math.max(0, people - counters);
  const wait = (people: number): number => (people < counters ? 0 : (people - counters + 1) / (counters * service));
  const [low, high] = [quantile(lowShare), quantile(highShare)];
  const isAttended = counters > 0;
  return {
    ...{ waiting: expected(waiting), low: waiting(low), high: waiting(high) },
    ...{ waitMs: isAttended ? expected(wait) : null, waitLowMs: isAttended ? wait(low) : null },
    waitHighMs: isAttended ? wait(high) : null,
  };
}
