import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  followEscalation,
  hurryEscalation,
  startEscalation,
  type Standing,
} from '#shared/duty/escalation/escalation.ts';
import { nextWithin } from '#shared/duty/escalation/next-open.ts';
import { pickChain } from '#shared/duty/escalation/pick-chain.ts';
import { parseOpeningHours } from '#shared/time/opening-hours.ts';
import type { Chain } from '#shared/wire/notify-commands.ts';

const min = 60_000;
const zone = 'Asia/Ho_Chi_Minh';
const chain: Chain = {
  ...{ id: 'khan', nameVi: 'Khẩn', nameEn: 'Urgent', priorities: ['P1'], owners: [], hours: '24/7' },
  ...{ rounds: 1, progressMin: 30 },
  steps: [0, 5, 10].map((afterMin) => ({ afterMin, tell: [{ kind: 'rota', rota: 'truc-ban' }] })),
};
const nobody: Standing = { isOver: false, takenUntilMs: null, isWaiting: false, isRaised: false, progressMs: null };
const clockAt = (nowMs: number) => ({ nowMs, openFrom: (ms: number) => ms });

/** Follows minute by minute; returns what was due, as `minute:step/round reason`. */
function run(standingAt: (minute: number) => Standing, minutes: number, of: Chain = chain): string[] {
  let escalation = startEscalation(of, clockAt(0));
  const told: string[] = [];
  for (let minute = 0; minute <= minutes; minute += 1) {
    const followed = followEscalation(escalation, of, standingAt(minute), clockAt(minute * min));
    ({ escalation } = followed);
    if (followed.due) told.push(`${minute}:${followed.due.step}/${followed.due.round} ${followed.due.reason}`);
  }
  return told;
}

describe('an escalation', () => {
  it('goes step by step, starts over once, and is then spent', () => {
    expect(run(() => nobody, 120)).toEqual([
      ...['0:0/0 opened', '5:1/0 escalated', '15:2/0 escalated', '25:0/1 escalated', '30:1/1 escalated'],
      '40:2/1 escalated',
    ]);
  });

  it('stops when somebody takes it, and begins again when that ends before the matter does', () => {
    const taken = (minute: number): Standing =>
      minute >= 3 && minute < 23 ? { ...nobody, takenUntilMs: 23 * min, progressMs: 3 * min } : nobody;
    expect(run(taken, 30)).toEqual(['0:0/0 opened', '23:0/0 unacknowledged', '28:1/0 escalated']);
  });

  it('calls others when whoever took it does nothing, until something is done', () => {
    const taken = (minute: number): Standing => ({
      ...nobody,
      takenUntilMs: minute >= 1 ? 480 * min : null,
      progressMs: minute >= 37 ? 37 * min : minute >= 1 ? min : null,
    });
    expect(run(taken, 66)).toEqual(['0:0/0 opened', '31:0/0 no_progress', '36:1/0 no_progress']);
    expect(run(taken, 67).at(-1)).toBe('67:0/0 no_progress');
    expect(run((minute) => ({ ...taken(minute), isWaiting: true }), 400)).toEqual(['0:0/0 opened']);
  });

  it('begins again as raised when what somebody has becomes graver, until they do something, and once more if not', () => {
    const taken = (minute: number): Standing => ({
      ...nobody,
      ...{ takenUntilMs: minute >= 1 ? 240 * min : null, progressMs: minute >= 22 ? 22 * min : min },
      ...{ isRaised: minute >= 10 && minute < 22, isWaiting: minute >= 5 },
    });
    expect(run(taken, 60)).toEqual(['0:0/0 opened', '10:0/0 raised', '15:1/0 escalated']);
    const unseen = (minute: number): Standing => ({ ...taken(minute), isRaised: minute >= 10 });
    expect(run(unseen, 60)).toEqual([
      ...['0:0/0 opened', '10:0/0 raised', '15:1/0 escalated', '25:2/0 escalated', '35:0/1 escalated'],
      ...['40:1/1 escalated', '50:2/1 escalated'],
    ]);
    // What had settled it is taken back.
    expect(run((minute) => ({ ...taken(minute), isRaised: minute === 10 || minute >= 12 }), 17)).toEqual([
      ...['0:0/0 opened', '10:0/0 raised', '12:0/0 raised', '17:1/0 escalated'],
    ]);
  });

  it('ends with the matter, begins anew when that is reopened, and goes on at once when nobody was reached', () => {
    const over = (minute: number): Standing => ({ ...nobody, isOver: minute >= 2 && minute < 50 });
    expect(run(over, 52)).toEqual(['0:0/0 opened', '50:0/0 opened']);
    const { escalation } = followEscalation(startEscalation(chain, clockAt(0)), chain, nobody, clockAt(0));
    const hurried = hurryEscalation(escalation, min);
    expect(followEscalation(hurried, chain, nobody, clockAt(min)).due).toEqual({
      step: 1,
      round: 0,
      reason: 'escalated',
    });
  });

  it('waits for the hours of its chain', () => {
    const hours = parseOpeningHours('Mo-Fr 08:00-17:00') ?? [];
    const openFrom = (text: string): string => {
      const ms = nextWithin(hours, Date.parse(`${text}+07:00`), { timeZone: zone });
      return new Date((ms ?? 0) + 7 * 3_600_000).toISOString().slice(0, 16);
    };
    expect(openFrom('2026-11-27T09:30')).toBe('2026-11-27T09:30');
    expect(openFrom('2026-11-27T17:00')).toBe('2026-11-30T08:00');
    expect(openFrom('2026-11-29T23:00')).toBe('2026-11-30T08:00');
    expect(nextWithin(parseOpeningHours('24/7') ?? [], 0, { timeZone: zone, wanted: false })).toBeUndefined();
  });

  it('never falls silent while nobody has it: whatever is done, steps go on or every round is through', () => {
    type Deed = { readonly minute: number; readonly kind: 'take' | 'release' | 'work' };
    const deed = fc.record({
      minute: fc.integer({ min: 0, max: 300 }),
      kind: fc.constantFrom('take' as const, 'release' as const, 'work' as const),
    });
    const standingAt = (deeds: readonly Deed[]) => (minute: number) => {
      let standing = nobody;
      for (const { minute: at, kind } of [...deeds].sort((a, b) => a.minute - b.minute)) {
        if (at > minute) break;
        const takenUntilMs = kind === 'take' ? (at + 20) * min : kind === 'release' ? null : standing.takenUntilMs;
        standing = { ...standing, takenUntilMs, progressMs: at * min };
      }
      return standing;
    };
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 12 }), (deeds) => {
        const at = standingAt(deeds);
        let escalation = startEscalation(chain, clockAt(0));
        let steps = 0;
        for (let minute = 0; minute <= 400; minute += 1) {
          const standing = at(minute);
          const followed = followEscalation(escalation, chain, standing, clockAt(minute * min));
          ({ escalation } = followed);
          steps += followed.due ? 1 : 0;
          const isTaken = standing.takenUntilMs !== null && standing.takenUntilMs > minute * min;
          if (!isTaken) expect(escalation.stage).not.toBe('taken');
          if (escalation.stage === 'running') expect(escalation.nextMs).toBeGreaterThanOrEqual(minute * min);
          if (isTaken && followed.due) expect(followed.due.reason).toBe('no_progress');
        }
        // Nobody has it at the end: every step of the last run through has come.
        expect(steps).toBeGreaterThanOrEqual(chain.steps.length * (chain.rounds + 1));
        expect(escalation.stage).toBe('spent');
      }),
      { numRuns: 600 },
    );
  });
});

describe('a chain', () => {
  it('is the first for the priority that names an owner, or names none', () => {
    const online: Chain = { ...chain, id: 'online', owners: ['GD-VP'] };
    const chains = [online, chain, { ...chain, id: 'p3', priorities: ['P3' as const] }];
    expect(pickChain(chains, { priority: 'P1', owners: ['GD-VP'] })?.id).toBe('online');
    expect(pickChain(chains, { priority: 'P1', owners: ['GD-STP'] })?.id).toBe('khan');
    expect(pickChain(chains, { priority: 'P2', owners: [] })).toBeUndefined();
  });
});
