import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standOffices } from '#shared/promises/offices.ts';
import { rankAnswers } from '#shared/promises/rank.ts';
import { anAnswer, figureOf } from './an-answer.ts';

const ranksOf = (answers: readonly ReturnType<typeof anAnswer>[]): (number | null)[] =>
  rankAnswers(answers).map(({ rank }) => rank);

describe('a rank', () => {
  it('is shared by who stands alike, and the next one is skipped', () => {
    const answers = [
      anAnswer({ numerator: 2, denominator: 3 }),
      anAnswer({ numerator: 90, denominator: 100 }),
      anAnswer({ numerator: 40, denominator: 60 }),
      anAnswer({ numerator: 1, denominator: 2 }),
    ];
    expect(rankAnswers(answers).map(({ rank, isShared, of }) => [rank, isShared, of])).toEqual([
      [2, true, 4],
      [1, false, 4],
      [2, true, 4],
      [4, false, 4],
    ]);
  });

  it('is of the hours that were in a unit’s reach', () => {
    const adjusted = { ...figureOf(54, 60), exclusions: [{ id: 1, cause: 'portal' as const }] };
    expect(ranksOf([anAnswer({ numerator: 60, denominator: 100, adjusted }), anAnswer({ numerator: 80 })])).toEqual([
      1, 2,
    ]);
  });

  it('is nobody’s of whom too few report, and says so', () => {
    const [first, second] = rankAnswers([anAnswer({ value: null, gap: null, reason: 'coverage' }), anAnswer()]);
    expect(first).toMatchObject({ rank: null, why: 'coverage', of: 1 });
    expect(second).toMatchObject({ rank: 1, why: null });
  });

  it('is best for the least where less is better', () => {
    const most = { direction: 'at_most', target: 0.1 } as const;
    expect(ranksOf([anAnswer({ ...most, numerator: 30 }), anAnswer({ ...most, numerator: 5 })])).toEqual([2, 1]);
  });

  it('goes by how far each is past its own target', () => {
    const answers = [anAnswer({ numerator: 70, target: 0.6 }), anAnswer({ numerator: 75, target: 0.8 })];
    expect(ranksOf(answers)).toEqual([1, 2]);
  });

  it('goes by value as soon as somebody is held to nothing: three never each stand before the next', () => {
    const answers = [
      anAnswer({ numerator: 70, target: 0.6 }),
      anAnswer({ numerator: 72, target: null }),
      anAnswer({ numerator: 75, target: 0.8 }),
    ];
    expect(ranksOf(answers)).toEqual([3, 2, 1]);
  });

  it('is the same in whatever order the answers come, and agrees of every two with the order of all', () => {
    const numerator = fc.integer({ min: 0, max: 20 });
    const unit = fc.oneof(
      // Of who has no target it is the formula that says which way is better.
      fc.record({ numerator, target: fc.constant(null), direction: fc.constant('at_least' as const) }),
      fc.record({
        ...{ numerator, target: fc.constantFrom(0.3, 0.6, 0.8) },
        direction: fc.constantFrom('at_least' as const, 'at_most' as const),
      }),
    );
    const units = fc.array(fc.record({ of: unit, hasParts: fc.boolean(), at: fc.nat() }), {
      minLength: 2,
      maxLength: 9,
    });
    fc.assert(
      fc.property(units, (drawn) => {
        const answers = drawn.map(({ of, hasParts, at }, n) => {
          const answer = anAnswer({ ...of, denominator: 20, unit: `U${n}` });
          return { at, answer: hasParts ? answer : { ...answer, numerator: null, denominator: null } };
        });
        const rankedIn = (list: typeof answers) => {
          const own = list.map(({ answer }) => answer);
          const ranks = ranksOf(own);
          return new Map(own.map((answer, n) => [answer.unit, ranks[n] ?? null]));
        };
        const ranks = rankedIn(answers);
        const shuffled = rankedIn(answers.toSorted((one, other) => one.at - other.at));
        for (const [code, rank] of shuffled) expect(rank).toBe(ranks.get(code));
        // A rank is one more than how many stand better.
        const places = [...ranks.values()].map((rank) => rank ?? 0);
        for (const place of places) expect(place).toBe(places.filter((other) => other < place).length + 1);
      }),
    );
  });

  it('says where few were counted', () => {
    const [few, enough] = rankAnswers([anAnswer({ numerator: 20, denominator: 29 }), anAnswer({ denominator: 100 })]);
    expect([few?.isFew, enough?.isFew]).toEqual([true, false]);
  });

  it('orders any fractions as exact arithmetic does', () => {
    const fraction = fc.tuple(fc.integer({ min: 0, max: 10 ** 12 }), fc.integer({ min: 1, max: 10 ** 12 }));
    fc.assert(
      fc.property(fc.array(fraction, { minLength: 1, maxLength: 12 }), (fractions) => {
        const ranks = ranksOf(fractions.map(([numerator, denominator]) => anAnswer({ numerator, denominator })));
        fractions.forEach(([n, d], at) => {
          const better = fractions.filter(([n2, d2]) => BigInt(n2) * BigInt(d) > BigInt(n) * BigInt(d2)).length;
          expect(ranks[at]).toBe(better + 1);
        });
      }),
    );
  });
});

describe('an office', () => {
  it('is held to what it answers for; what nobody knows counts neither way', () => {
    const reach = { state: 'unreachable', daysLeft: 3, bestValue: 0.7 } as const;
    const [first, second] = standOffices([
      anAnswer({ numerator: 85, office: 'A' }),
      anAnswer({ numerator: 60, office: 'A', perDayToReach: reach, kpi: 'on_time_share' }),
      anAnswer({ value: null, gap: null, reason: 'coverage', office: 'A' }),
      anAnswer({ numerator: 85, office: 'B' }),
      anAnswer({ target: null, gap: null, office: 'B' }),
      anAnswer({ numerator: 10, office: null }),
    ]);
    expect(first).toMatchObject({ office: 'B', targets: 1, reached: 1, missed: [] });
    expect(second).toMatchObject({ office: 'A', targets: 3, reached: 1, unreachable: 1, unknown: 1, reachable: 0 });
    expect(second?.missed).toEqual(['on_time_share']);
  });

  it('has beside its counts who reports, and what was out of its reach, each system once', () => {
    const adjusted = { ...figureOf(54, 60), exclusions: [{ id: 1, cause: 'portal' as const }] };
    const half = { reporting: 1, expected: 2, oldestAgeS: 60, told: 1 };
    const answers = [anAnswer({ adjusted }), anAnswer({ unit: '00008', coverage: half })];
    const [office] = standOffices(answers, ({ unit }) => ({
      systems: [
        { system: 'S-DVCQG', downMs: unit === '00008' ? 60_000 : 20_000 },
        { system: 'S-ID', downMs: null },
      ],
      localMs: unit === '00008' ? 5_000 : 0,
    }));
    expect(office).toMatchObject({
      ...{ coverage: { reporting: 2, expected: 3 }, adjusted: 1 },
      upstream: {
        systems: [
          { system: 'S-DVCQG', downMs: 60_000 },
          { system: 'S-ID', downMs: null },
        ],
        localMs: 5_000,
      },
    });
  });

  it('has reached what it reaches without the hours out of its reach', () => {
    const adjusted = { ...figureOf(54, 60), exclusions: [{ id: 1, cause: 'network' as const }] };
    expect(standOffices([anAnswer({ adjusted })])).toMatchObject([{ reached: 1, short: 0 }]);
  });
});
