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

type Step =
  | { readonly do: 'wait'; readonly s: number }
  | { readonly do: 'open' | 'close' | 'unacknowledge' | 'inhibit' | 'release'; readonly target: Target }
  | { readonly do: 'acknowledge'; readonly target: Target; readonly s: number }
  | { readonly do: 'shelve'; readonly target: Target | null; readonly s: number; readonly oneShot: boolean }
  | { readonly do: 'unshelve' | 'end' }
  | {
      readonly do: 'window';
      readonly target: Target;
      readonly inS: number;
      readonly s: number;
      readonly weekly: boolean;
    }
  | { readonly do: 'fall behind' | 'catch up' };

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
      if (step.do === 'wait') nowS += step.s;
      else if (step.do === 'fall behind') isLate = true;
      else if (step.do === 'catch up') isLate = false;
      else if (step.do === 'open' && !open.has(step.target)) {
        open.set(step.target, {
          ...{ id: lastId, rule: 'unwell', target: step.target, labels: { asset: step.target } },
          ...{ silencing: null, acknowledgement: null, isLate, suppression: { why: 'none' } },
        });
      } else if (step.do === 'close') open.delete(step.target);
      else if (step.do === 'inhibit') change(step.target, { suppression: { why: 'inhibited', by: 'another' } });
      else if (step.do === 'release') change(step.target, { suppression: { why: 'none' } });
      else if (step.do === 'acknowledge') {
        change(step.target, { acknowledgement: { by: 'an', at: at(nowS), until: at(nowS + step.s) } });
      } else if (step.do === 'unacknowledge') change(step.target, { acknowledgement: null });
      else if (step.do === 'shelve') {
        const { target, oneShot, s } = step;
        shelves = shelves.filter((shelf) => shelf.target !== target);
        shelves.push({
          ...{ id: lastId, rule: 'unwell', target, by: 'an', oneShot, hasSilenced: false },
          until: at(nowS + s),
        });
      } else if (step.do === 'unshelve') shelves.pop();
      else if (step.do === 'window') {
        const span = { from: at(nowS + step.inS), to: at(nowS + step.inS + step.s) };
        windows.push({
          id: lastId,
          scope: { assets: [step.target] },
          ...span,
          weekly: step.weekly ? 'Mo 09:02-09:05' : null,
        });
      } else if (step.do === 'end') windows.pop();
    },
  };
}

/** The same, told by looking back over all that was done: who is to be called for now? */
function announcedAfter(steps: readonly Step[]): readonly Target[] {
  type Span = { from: number; until: number; target: Target | null; oneShot: boolean; used: boolean; weekly: boolean };
  let now = 0;
  let isLate = false;
  const openSince = new Map<Target, { late: boolean; inhibited: boolean; ackUntil: number }>();
  let shelves: Span[] = [];
  let windows: Span[] = [];
  const covers = ({ target }: Span, one: Target): boolean => target === null || target === one;
  for (const step of steps) {
    if (step.do === 'wait') now += step.s;
    else if (step.do === 'fall behind') isLate = true;
    else if (step.do === 'catch up') isLate = false;
    else if (step.do === 'open' && !openSince.has(step.target)) {
      openSince.set(step.target, { late: isLate, inhibited: false, ackUntil: -1 });
    } else if (step.do === 'close') openSince.delete(step.target);
    else if (step.do === 'shelve') {
      shelves = shelves.filter(({ target }) => target !== step.target);
      const { target, oneShot, s } = step;
      shelves.push({ from: now, until: now + s, target, oneShot, used: false, weekly: false });
    } else if (step.do === 'unshelve') shelves.pop();
    else if (step.do === 'window') {
      const { target, inS, s, weekly } = step;
      windows.push({ from: now + inS, until: now + inS + s, target, oneShot: false, used: false, weekly });
    } else if (step.do === 'end') windows.pop();
    else if ('target' in step) {
      const one = openSince.get(step.target);
      if (one && step.do === 'inhibit') one.inhibited = true;
      if (one && step.do === 'release') one.inhibited = false;
      if (one && step.do === 'acknowledge') one.ackUntil = now + step.s;
      if (one && step.do === 'unacknowledge') one.ackUntil = -1;
    }
    if (!isLate) for (const one of openSince.values()) one.late = false;
    windows = windows.filter(({ until }) => now < until);
    shelves = shelves.filter((shelf) => {
      const isUnder = [...openSince.keys()].some((target) => covers(shelf, target));
      const isDone = now >= shelf.until || (shelf.oneShot && shelf.used && !isUnder);
      shelf.used ||= isUnder;
      return !isDone;
    });
  }
  const isOnWeekly = now >= 120 && now < 300;
  return targets.filter((target) => {
    const one = openSince.get(target);
    if (!one || one.late || one.inhibited || now < one.ackUntil) return false;
    if (shelves.some((shelf) => covers(shelf, target))) return false;
    return !windows.some((window) => covers(window, target) && now >= window.from && (!window.weekly || isOnWeekly));
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
