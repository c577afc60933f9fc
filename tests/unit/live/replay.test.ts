import { describe, expect, it } from 'vitest';
import type { CountedSeries } from '#shared/store/read-past-counts.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { chooseWay } from '../../../stream/live/replay/choose-way.ts';
import { nextWidth } from '../../../stream/live/replay/log-reader.ts';
import { holdBack, readPace } from '../../../stream/live/replay/pacer.ts';
import { PastCounts } from '../../../stream/live/replay/past-counts.ts';
import { readOnlyUrl } from '../../../stream/live/replay/read-only-url.ts';
import { anEvent } from '../../support/an-event.ts';

const at = (seq: number, idx = 0) => ({ seq, idx });

describe('the way to a moment', () => {
  it('goes on where that is nearest, never back, and starts from a snapshot otherwise', () => {
    const to = at(500, 3);
    const known = { to, isLogWhole: false };
    expect(chooseWay({ ...known, from: null, snapshotSeq: 400 })).toBe('from-snapshot');
    expect(chooseWay({ ...known, from: at(450), snapshotSeq: 400 })).toBe('go-on');
    expect(chooseWay({ ...known, from: at(500, 3), snapshotSeq: 400 })).toBe('go-on');
    expect(chooseWay({ ...known, from: at(300), snapshotSeq: 400 })).toBe('from-snapshot');
    expect(chooseWay({ ...known, from: at(500, 4), snapshotSeq: 400 })).toBe('from-snapshot');
    expect(chooseWay({ ...known, from: at(300), snapshotSeq: null })).toBe('go-on');
  });

  it('folds a whole log from its beginning, and of a log that was cut says that it cannot', () => {
    expect(chooseWay({ from: null, to: at(9), snapshotSeq: null, isLogWhole: true })).toBe('from-beginning');
    expect(chooseWay({ from: at(9, 1), to: at(9), snapshotSeq: null, isLogWhole: false })).toBe('none');
  });
});

describe('a clock that is watched again', () => {
  it('runs at its speed from its anchor, and stands at none', () => {
    const pace = { anchorRealMs: 1_000, anchorWorldMs: 50_000, speed: 60 };
    expect(readPace(pace, 1_000)).toBe(50_000);
    expect(readPace(pace, 2_500)).toBe(140_000);
    expect(readPace(pace, 500)).toBe(50_000);
    expect(readPace({ ...pace, speed: 0 }, 9_000)).toBe(50_000);
  });

  it('waits for what cannot be folded as fast', () => {
    const pace = { anchorRealMs: 0, anchorWorldMs: 0, speed: 600 };
    expect(holdBack(pace, 599_000, 1_500)).toBe(pace);
    expect(holdBack(pace, 100_000, 1_500)).toEqual({ anchorRealMs: 1_500, anchorWorldMs: 100_000, speed: 600 });
  });
});

it('looks through about as many frames as hold what is read at once, growing and shrinking by steps', () => {
  expect(nextWidth(1_000, 20_000)).toBe(1_000);
  expect(nextWidth(1_000, 0)).toBe(4_000);
  expect(nextWidth(1_000, 400_000)).toBe(250);
  expect(nextWidth(1_000, 10_000)).toBe(2_000);
  expect(nextWidth(1_500_000, 0)).toBe(2_000_000);
});

it('asks for connections that refuse to write, beside what the address asks for itself', () => {
  const plain = new URL(readOnlyUrl('postgres://u:p@h:5432/d'));
  expect(plain.searchParams.get('options')).toBe('-c default_transaction_read_only=on');
  const asking = new URL(readOnlyUrl('postgres://h/d?options=-c%20jit%3Doff'));
  expect(asking.searchParams.get('options')).toBe('-c jit=off -c default_transaction_read_only=on');
});

describe('the counts of a day that is watched again', () => {
  const calendar = civilCalendar('Asia/Ho_Chi_Minh');
  const counted: CountedSeries = { unit: '', metric: 'ticket.issued', dim: '', n: 7, sum: 7, min: 1, max: 1 };
  const issued = (id: string, time: string) => anEvent('ticket.issued', { ticketId: id }, { id, time });
  const cityRow = (counts: PastCounts) => counts.allRows().find(([, , unit, , , dim]) => unit === '' && dim === '');

  it('adds and takes away, of the city and the unit, and tells which rows', () => {
    const counts = new PastCounts(calendar, '2026-11-23', [['2026-11-23', [counted]]]);
    const one = issued('a', '2026-11-23T02:00:00.000Z');
    const keys = counts.take([{ event: one, sign: 1 }]);
    expect(cityRow(counts)?.slice(6, 8)).toEqual([8, 8]);
    expect(counts.rowsOf(keys.keys()).map(([, , unit, , , , n]) => [unit, n])).toEqual([
      ['', 8],
      ['00004', 1],
    ]);
    counts.take([{ event: one, sign: -1 }]);
    expect(cityRow(counts)?.slice(6, 8)).toEqual([7, 7]);
    // A row of nothing is none.
    expect(counts.allRows()).toHaveLength(1);
  });

  it('keeps to its civil day: what is of yesterday is not counted, what is of tomorrow waits for it', () => {
    const counts = new PastCounts(calendar, '2026-11-23', [['2026-11-23', [counted]]]);
    const [yesterday, tomorrow] = [issued('y', '2026-11-22T16:59:59.000Z'), issued('t', '2026-11-23T17:00:00.000Z')];
    const keys = counts.take([
      { event: yesterday, sign: 1 },
      { event: tomorrow, sign: 1 },
    ]);
    expect(keys.size).toBe(0);
    expect(cityRow(counts)?.[6]).toBe(7);
    expect(counts.moveDay('2026-11-23')).toBe(false);
    expect(counts.moveDay('2026-11-24')).toBe(true);
    expect(cityRow(counts)?.slice(1, 8)).toEqual(['2026-11-24', '', '', 'ticket.issued', '', 1, 1]);
  });
});
