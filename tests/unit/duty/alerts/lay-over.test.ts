import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAnnounced } from '#shared/duty/announced.ts';
import { layOver, type OpenAlert } from '#shared/duty/lay-over.ts';
import type { MaintenanceWindow, Shelf } from '#shared/duty/silencing.ts';
import { createHours } from '#shared/rules/expected.ts';
import type { Suppression } from '#shared/rules/alert.ts';

const hours = createHours({ specialDays: [], timeZone: 'Asia/Ho_Chi_Minh' });
/** A Monday, 09:00 in the city. */
const startMs = Date.parse('2026-11-23T02:00:00.000Z');
const at = (s: number): string => new Date(startMs + s * 1_000).toISOString();
const targets = ['K1', 'K2'] as const;
type Target = (typeof targets)[number];

type At<Kind, More = object> = Kind extends string ? { readonly do: Kind } & More : never;
type Step =
  | At<'wait', { readonly s: number }>
  | At<'open' | 'close' | 'unacknowledge' | 'inhibit' | 'release', { readonly target: Target }>
  | At<'acknowledge', { readonly target: Target; readonly s: number }>
  | At<'shelve', { readonly target: Target | null; readonly s: number; readonly oneShot: boolean }>
  | At<'unshelve' | 'end' | 'fall behind' | 'catch up'>
  | At<'window', { readonly target: Target; readonly inS: number; readonly s: number; readonly weekly: boolean }>;

/** What each step does. */
type Moves = { readonly [Kind in Step['do']]: (step: Extract<Step, { do: Kind }>) => void };

function move(moves: Moves, step: Step): void {
  (moves[step.do] as (step: Step) => void)(step);
}

/** The alerts of one rule at two targets, kept as the duty process keeps them: the state, and `layOver` over it. */
function createKept() {
  const open = new Map<Target, OpenAlert & { suppression: Suppression }>();
  let shelves: Shelf[] = [];
  let windows: MaintenanceWindow[] = [];
  let [nowS, lastId, isLate] = [0, 0, false];
  const change = (target: Target, over: Partial<OpenAlert & { suppression: Suppression }>): void => {
    const alert = open.get(target);
    if (alert) open.set(target, { ...alert, ...over });
  };
  const settle = (): void => {
    const laid = layOver(
      { nowMs: startMs + nowS * 1_000, isLate, alerts: [...open.values()], shelves, windows },
      hours,
    );
    shelves = shelves
      .filter(({ id }) => !laid.shelvesEnded.includes(id))
      .map((shelf) => (laid.shelvesUsed.includes(shelf.id) ? { ...shelf, hasSilenced: true } : shelf));
    windows = windows.filter(({ id }) => !laid.windowsEnded.includes(id));
    for (const { id, expired, silencing, isToldLate } of laid.alerts) {
      const target = [...open.values()].find((alert) => alert.id === id)?.target as Target;
      if (expired !== undefined) change(target, { acknowledgement: null });
      if (silencing) change(target, { silencing: silencing.after });
      if (isToldLate) change(target, { isLate: false });
    }
  };
  const isQuiet = (): boolean => {
    const laid = layOver(
      { nowMs: startMs + nowS * 1_000, isLate, alerts: [...open.values()], shelves, windows },
      hours,
    );
    return [laid.alerts, laid.shelvesEnded, laid.windowsEnded, laid.shelvesUsed].every(({ length }) => length === 0);
  };
  return {
    settle,
    isQuiet,
    announced: (): readonly Target[] =>
      targets.filter((target) => {
        const alert = open.get(target);
        return alert !== undefined && isAnnounced({ ...alert, condition: 'firing' });
      }),
    act: (step: Step): void => {
      lastId += 1;
      const moves: Moves = {
        wait: ({ s }) => void (nowS += s),
        'fall behind': () => void (isLate = true),
        'catch up': () => void (isLate = false),
        open: ({ target }) => {
          if (open.has(target)) return;
          open.set(target, {
            ...{ id: lastId, rule: 'unwell', target, labels: { asset: target } },
            ...{ silencing: null, acknowledgement: null, isLate, suppression: { why: 'none' } },
          });
        },
        close: ({ target }) => void open.delete(target),
        inhibit: ({ target }) => change(target, { suppression: { why: 'inhibited', by: 'another' } }),
        release: ({ target }) => change(target, { suppression: { why: 'none' } }),
        acknowledge: ({ target, s }) =>
          change(target, { acknowledgement: { by: 'an', at: at(nowS), until: at(nowS + s) } }),
        unacknowledge: ({ target }) => change(target, { acknowledgement: null }),
        shelve: ({ target, oneShot, s }) => {
          const until = at(nowS + s);
          shelves = shelves.filter((shelf) => shelf.target !== target);
          shelves.push({ id: lastId, rule: 'unwell', target, by: 'an', oneShot, hasSilenced: false, until });
        },
        unshelve: () => void shelves.pop(),
        window: ({ target, inS, s, weekly }) => {
          const span = { from: at(nowS + inS), to: at(nowS + inS + s), weekly: weekly ? 'Mo 09:02-09:05' : null };
          windows.push({ id: lastId, scope: { assets: [target] }, ...span });
        },
        end: () => void windows.pop(),
      };
      move(moves, step);
    },
  };
}

/** The same, told by looking back over all that was done: who is to be called for now? */
function announcedAfter(steps: readonly Step[]): readonly Target[] {
  type Span = { from: number; until: number; target: Target | null; oneShot: boolean; used: boolean; weekly: boolean };
  type Open = { late: boolean; inhibited: boolean; ackUntil: number };
  let [now, isLate] = [0, false];
  const open = new Map<Target, Open>();
  let shelves: Span[] = [];
  let windows: Span[] = [];
  const covers = (span: Span, one: Target): boolean => span.target === null || span.target === one;
  const set = (target: Target, over: Partial<Open>): void => {
    const one = open.get(target);
    if (one) open.set(target, { ...one, ...over });
  };
  const moves: Moves = {
    wait: ({ s }) => void (now += s),
    'fall behind': () => void (isLate = true),
    'catch up': () => void (isLate = false),
    open: ({ target }) => {
      if (!open.has(target)) open.set(target, { late: isLate, inhibited: false, ackUntil: -1 });
    },
    close: ({ target }) => void open.delete(target),
    inhibit: ({ target }) => set(target, { inhibited: true }),
    release: ({ target }) => set(target, { inhibited: false }),
    acknowledge: ({ target, s }) => set(target, { ackUntil: now + s }),
    unacknowledge: ({ target }) => set(target, { ackUntil: -1 }),
    shelve: ({ target, s, oneShot }) => {
      shelves = shelves.filter((shelf) => shelf.target !== target);
      shelves.push({ from: now, until: now + s, target, oneShot, used: false, weekly: false });
    },
    unshelve: () => void shelves.pop(),
    window: ({ target, inS, s, weekly }) =>
      void windows.push({ from: now + inS, until: now + inS + s, target, oneShot: false, used: false, weekly }),
    end: () => void windows.pop(),
  };
  for (const step of steps) {
    move(moves, step);
    if (!isLate) for (const target of open.keys()) set(target, { late: false });
    windows = windows.filter(({ until }) => now < until);
    shelves = shelves.filter((shelf) => {
      const isUnder = [...open.keys()].some((target) => covers(shelf, target));
      const isDone = now >= shelf.until || (shelf.oneShot && shelf.used && !isUnder);
      shelf.used ||= isUnder;
      return !isDone;
    });
  }
  const isNow = ({ from, weekly }: Span): boolean => now >= from && (!weekly || (now >= 120 && now < 300));
  const silences = [...shelves, ...windows.filter(isNow)];
  return targets.filter((target) => {
    const one = open.get(target);
    const isCalled = one && !one.late && !one.inhibited && now >= one.ackUntil;
    return isCalled && !silences.some((span) => covers(span, target));
  });
}

const target = fc.constantFrom(...targets);
const length = fc.constantFrom(10, 30, 60, 120);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('wait' as const), s: length }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('open' as const, 'close' as const), target }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('inhibit' as const, 'release' as const), target }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('acknowledge' as const), target, s: length }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unacknowledge' as const), target }) },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant('shelve' as const), target: fc.option(target), s: length, oneShot: fc.boolean() },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ...{ do: fc.constant('window' as const), target, inS: fc.constantFrom(0, 30, 90), s: length },
      weekly: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('unshelve' as const, 'end' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('fall behind' as const, 'catch up' as const) }) },
);

test('in 10,000 histories persons are called for exactly when the model says so', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 24 }), (steps) => {
      const kept = createKept();
      for (const [done, one] of steps.entries()) {
        kept.act(one);
        kept.settle();
        expect(kept.announced()).toEqual(announcedAfter(steps.slice(0, done + 1)));
        expect(kept.isQuiet()).toBe(true);
      }
    }),
    { numRuns: 10_000 },
  );
});
