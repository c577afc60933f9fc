import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvaluatorImage } from '#shared/rules/image.ts';
import type { Input } from '#shared/rules/input.ts';
import { at, evaluatorOf, judgeAll, row, rulesOf, tick, view, views } from './rule-events.ts';

const rules = rulesOf(
  { id: 'silent', scope: { kind: 'kiosk' }, when: { kind: 'absence', intervals: 3 }, keepFiringS: 60, storm: 2 },
  {
    ...{ id: 'feed', scope: { kind: 'kiosk' }, when: { kind: 'absence', intervals: 2, share: 0.3 } },
    causes: [{ rule: 'silent' }],
  },
  {
    ...{
      id: 'ward',
      scope: { kind: 'kiosk' },
      when: { kind: 'absence', intervals: 2, share: 0.5, per: 'unit' },
      forS: 30,
    },
    causes: [{ rule: 'silent', equal: ['unit'] }],
  },
  {
    ...{ id: 'down', scope: { kind: 'system' }, forS: 20, noDataAfterS: 300 },
    when: { kind: 'state', field: 'link', path: 'ok', op: '=', value: false },
  },
  {
    ...{ id: 'calls', keepFiringS: 60 },
    when: { kind: 'metric', metric: 'call.queued', windowMin: 5, stat: 'n', op: '>', value: 6, per: 'city' },
    close: { kind: 'metric', metric: 'call.queued', windowMin: 5, stat: 'n', op: '<', value: 3, per: 'city' },
  },
  {
    ...{ id: 'wait', when: { kind: 'forecast', withinMin: 30, op: '>', value: 1_800_000 }, scope: { kind: 'point' } },
  },
);

/** Half an hour in steps: who is heard, what is counted, and now and then a hole in the ticks. */
const story = fc
  .array(
    fc.record({
      heard: fc.subarray(['K1', 'K2', 'K3', 'K4', 'P1']),
      ok: fc.constantFrom(true, true, false, undefined),
      calls: fc.constantFrom(undefined, 0, 1, 4, 9),
      aheadMs: fc.constantFrom(undefined, 600_000, 3_600_000),
      stepS: fc.constantFrom(5, 10, 10, 10, 20, 90),
    }),
    { minLength: 20, maxLength: 90 },
  )
  .map((steps) => {
    const inputs: Input[] = [];
    let s = 0;
    for (const { heard, ok, calls, aheadMs, stepS } of steps) {
      inputs.push(views(...heard.map((code) => view(code, s))));
      if (ok !== undefined) inputs.push(views(view('S1', s, { link: { ok } })));
      if (calls !== undefined) inputs.push(row(s, 'call.queued', calls));
      if (aheadMs !== undefined) {
        const ahead = [[at(s + 600), aheadMs]] as const;
        inputs.push({ kind: 'readings', readings: [{ name: 'forecast P1', time: at(s), value: null, ahead }] });
      }
      s += stepS;
      inputs.push(tick(s, 2));
    }
    return inputs;
  });

describe('an evaluator', () => {
  it('tells the same twice, to the byte', () => {
    fc.assert(
      fc.property(story, (inputs) => {
        const [one, other] = [evaluatorOf(rules), evaluatorOf(rules)];
        expect(JSON.stringify(judgeAll(one, inputs))).toBe(JSON.stringify(judgeAll(other, inputs)));
        expect(JSON.stringify(one.image())).toBe(JSON.stringify(other.image()));
      }),
      { numRuns: 200 },
    );
  });

  it('goes on from its image, wherever it was taken, as if nothing had been', () => {
    let told = 0;
    fc.assert(
      fc.property(story, fc.nat(), (inputs, where) => {
        const cut = where % (inputs.length + 1);
        const whole = evaluatorOf(rules);
        const all = judgeAll(whole, inputs);
        told += all.length;
        const first = evaluatorOf(rules);
        const before = judgeAll(first, inputs.slice(0, cut));
        const image = JSON.parse(JSON.stringify(first.image())) as EvaluatorImage;
        const second = evaluatorOf(rules, { image });
        const after = judgeAll(second, inputs.slice(cut));
        expect(JSON.stringify([...before, ...after])).toBe(JSON.stringify(all));
        expect(JSON.stringify(second.image())).toBe(JSON.stringify(whole.image()));
      }),
      { numRuns: 500 },
    );
    expect(told).toBeGreaterThan(1_000);
  });
});
