import { expect, test } from 'vitest';
import type { WholeCommit } from '#shared/wire/gather-parts.ts';
import { createCommitOrder } from '../../../../stream/duty/counts/commit-order.ts';
import { createWorldJudge } from '../../../../stream/duty/judging/world-judge.ts';
import { at, city, rulesOf, short } from '../../rules/rule-events.ts';

const commit = (number: number): WholeCommit => ({ commit: number, rows: new Map() });

test('commits are passed on in order from what was read; after a gap nothing is, until it is read again', () => {
  const passed: number[] = [];
  const order = createCommitOrder((whole) => void passed.push(whole.commit));
  for (const number of [4, 5, 6]) order.take(commit(number));
  expect([passed, order.wantsReading()]).toEqual([[], true]);
  order.read(4);
  for (const number of [6, 7]) order.take(commit(number));
  expect(passed).toEqual([5, 6, 7]);
  order.take(commit(9));
  order.take(commit(10));
  expect([passed, order.wantsReading()]).toEqual([[5, 6, 7], true]);
  order.read(8);
  expect(passed).toEqual([5, 6, 7, 9, 10]);
  order.lose();
  expect(order.wantsReading()).toBe(true);
});

test('a tick of the past is judged by what was counted then, one of the present by all there is', () => {
  const many = {
    when: { kind: 'metric', metric: 'call.queued', stat: 'n', windowMin: 5, op: '>', value: 10, per: 'city' },
  };
  const judge = createWorldJudge({ world: 'live', rules: rulesOf(many), city, imageSeq: 0 }, () => undefined);
  const row = (minute: number, n: number) => ({
    row: ['minute', at(minute * 60), '', '', 'call.queued', '', n, n, 0, 0] as const,
  });
  const tick = (s: number, isCaughtUp: boolean): string[] =>
    judge.tick({ seq: 1_000 + s, time: at(s), speed: 1, isCaughtUp, areCountsKnown: true }).map(short);
  tick(0, false);
  judge.takeRows([row(0, 2), row(1, 3), row(2, 20)]);
  expect([10, 20, 60, 70, 80, 119].flatMap((s) => tick(s, false))).toEqual([]);
  expect([120, 130, 140, 150, 160, 170, 179].flatMap((s) => tick(s, false))).toEqual([]);
  expect(tick(180, false)).toEqual(['180 rule-0/ firing']);

  const present = createWorldJudge({ world: 'live', rules: rulesOf(many), city, imageSeq: 0 }, () => undefined);
  present.tick({ seq: 1_000, time: at(0), speed: 1, isCaughtUp: true, areCountsKnown: true });
  present.takeRows([row(0, 20)]);
  const told = present.tick({ seq: 1_010, time: at(10), speed: 1, isCaughtUp: true, areCountsKnown: true });
  expect(told.map(short)).toEqual(['10 rule-0/ firing']);
});

test('while the writer is not heard a rule about counts has no answer: nothing is over for want of counting', () => {
  const many = {
    when: {
      kind: 'metric',
      metric: 'call.queued',
      stat: 'n',
      windowMin: 5,
      op: '>',
      value: 10,
      per: 'city',
      empty: 'zero',
    },
  };
  const judge = createWorldJudge({ world: 'live', rules: rulesOf(many), city, imageSeq: 0 }, () => undefined);
  const tick = (s: number, areCountsKnown: boolean): string[] =>
    judge.tick({ seq: 1_000 + s, time: at(s), speed: 1, isCaughtUp: true, areCountsKnown }).map(short);
  tick(0, true);
  judge.takeRows([{ row: ['minute', at(0), '', '', 'call.queued', '', 20, 20, 0, 0] }]);
  expect(tick(10, true)).toEqual(['10 rule-0/ firing']);
  const dead = Array.from({ length: 60 }, (_, n) => tick(20 + 10 * n, false)).flat();
  expect(dead.filter((text) => text.endsWith('normal'))).toEqual([]);
  expect(tick(630, true)).toEqual(['630 rule-0/ normal']);
});

test('an alert whose rule was switched off ends with the next tick, once', () => {
  const rules = rulesOf({
    scope: { kind: 'system' },
    when: { kind: 'state', field: 'link', path: 'ok', op: '=', value: false },
  });
  const view = {
    ...{ asset: 'S1', unit: 'U1', seen: at(0), pulse: at(0), open: {} },
    fields: { link: { value: { ok: false }, time: at(0) } },
  };
  const options = { world: 'live', city, imageSeq: 0 };
  const before = createWorldJudge({ ...options, rules }, () => view);
  before.noteChanged('S1');
  const tick = (s: number) => ({ seq: 1_000 + s, time: at(s), speed: 1, isCaughtUp: true, areCountsKnown: true });
  expect(before.tick(tick(0)).map(short)).toEqual(['0 rule-0/S1 firing']);
  const after = createWorldJudge({ ...options, rules: [], image: before.image() }, () => view);
  expect(after.tick(tick(5)).map((one) => [short(one), one.why, one.alert.openedSeq])).toEqual([
    ['5 rule-0/S1 normal', 'retired', 1_000],
  ]);
  expect(after.tick(tick(10))).toEqual([]);
});

test('a world that is brought forward is not judged; what is silent then is so from its end on', () => {
  const rules = rulesOf({
    ...{ scope: { kind: 'kiosk' }, when: { kind: 'absence', intervals: 5 } },
  });
  const view = { asset: 'K1', unit: 'U1', seen: at(0), pulse: at(0), fields: {}, open: {} };
  const judge = createWorldJudge({ world: 'sim:a', rules, city, imageSeq: 0 }, () => view);
  judge.noteChanged('K1');
  const tick = (s: number, speed: number): string[] =>
    judge.tick({ seq: 1_000 + s, time: at(s), speed, isCaughtUp: true, areCountsKnown: true }).map(short);
  expect([0, 600, 1_200, 1_800].flatMap((s) => tick(s, 600))).toEqual([]);
  const slow = Array.from({ length: 302 }, (_, n) => tick(1_801 + n, 1)).flat();
  expect(slow.filter((text) => text.includes('K1'))).toEqual(['2101 rule-0/K1 firing']);
});
