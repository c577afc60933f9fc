/** What was counted at one place in one quarter hour; durations are sums, `told` is the gauge of expected waits. */
export type Quarter = {
  readonly issued: number;
  readonly called: number;
  readonly waitMs: number;
  readonly served: number;
  readonly serviceMs: number;
  readonly left: number;
  readonly leftMs: number;
  readonly opened: number;
  readonly closed: number;
  readonly told: number;
  readonly toldMs: number;
};

/** A civil day of one place: its quarter hours from `startMs` on; those without events may be missing. */
export type PlaceDay = { readonly day: string; readonly startMs: number; readonly quarters: readonly Quarter[] };

/** How a place stands at an instant. */
export type PlaceState = { readonly waiting: number; readonly inService: number; readonly counters: number };

export const quarterMs = 900_000;

/** A quarter hour in which nothing was counted. */
export const nothing: Quarter = {
  ...{ issued: 0, called: 0, waitMs: 0, served: 0, serviceMs: 0, left: 0, leftMs: 0 },
  ...{ opened: 0, closed: 0, told: 0, toldMs: 0 },
};

/** The quarter hour numbered `at` from the day's beginning. */
export function quarterOf({ quarters }: PlaceDay, at: number): Quarter {
  return quarters[at] ?? nothing;
}

/** One field added up over the quarter hours `[from, to)`. */
export function sumOf(day: PlaceDay, field: keyof Quarter, from = 0, to = day.quarters.length): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) sum += quarterOf(day, at)[field];
  return sum;
}

/** How a day's place stood when the quarter hour numbered `at` began: who came less who was called or left, and so on. */
export function stateAt(day: PlaceDay, at: number): PlaceState {
  const total = (field: keyof Quarter): number => sumOf(day, field, 0, at);
  const called = total('called');
  return {
    waiting: Math.max(0, total('issued') - called - total('left')),
    inService: Math.max(0, called - total('served')),
    counters: Math.max(0, total('opened') - total('closed')),
  };
}

/** Whether tickets were counted at all. A day of opening without any is one whose feed was silent, not a quiet one. */
export function hasTickets(day: PlaceDay): boolean {
  return day.quarters.some(({ issued }) => issued > 0);
}
