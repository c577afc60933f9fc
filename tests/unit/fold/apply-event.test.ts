import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import type { AssetView } from '#shared/wire/push.ts';
import { applyEvent } from '#shared/fold/apply-event.ts';
import { toAssetView } from '#shared/fold/to-asset-view.ts';
import { calendar, eventAt, foldAll, someEvents } from './fold-events.ts';

function viewOf(events: readonly AcceptedEvent[], asset = 'P1'): AssetView | undefined {
  const state = foldAll(events).worlds.get('live')?.assets.get(asset);
  return state && toAssetView(state);
}

const issued = (atS: number, ticketId: string, over: Partial<AcceptedEvent> = {}) =>
  eventAt(atS, 'ticket.issued', { ticketId }, over);
const called = (atS: number, ticketId: string) => eventAt(atS, 'ticket.called', { ticketId, counter: '1', waitS: 1 });
const waiting = (atS: number, people: number, over: Partial<AcceptedEvent> = {}) =>
  eventAt(atS, 'counter.waiting', { waiting: people }, over);
const voided = (atS: number, id: string, kind = 'ticket') => eventAt(atS, `${kind}.voided`, { id, reason: 'wrong' });
const tick = (atS: number, speed = 1) => eventAt(atS, 'clock.tick', { speed });
const dayS = 86_400;

describe('any order and any repeats of one service day', () => {
  it('give the same state', () => {
    fc.assert(
      fc.property(
        someEvents.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events)),
        ),
        ([events, shuffled, repeats]) => {
          expect(foldAll([...shuffled, ...repeats])).toEqual(foldAll(events));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('a field', () => {
  it('keeps what the greatest time said, then sequence, then id', () => {
    const same = { time: '2026-11-23T01:00:00.000Z' };
    expect(viewOf([waiting(10, 1), waiting(0, 2)])?.fields.waiting?.value.waiting).toBe(1);
    expect(
      viewOf([waiting(0, 1, { ...same, sequence: 2 }), waiting(0, 2, { ...same, sequence: 1 })])?.fields.waiting?.value
        .waiting,
    ).toBe(1);
    expect(
      viewOf([waiting(0, 1, { ...same, id: 'b' }), waiting(0, 2, { ...same, id: 'a' })])?.fields.waiting?.value.waiting,
    ).toBe(1);
  });

  it('becomes absent when what it came from is withdrawn, and older values do not come back', () => {
    const wrong = waiting(10, 9, { id: 'wrong' });
    expect(viewOf([wrong, voided(20, 'wrong', 'counter'), waiting(5, 1)])?.fields).toEqual({});
    expect(viewOf([waiting(5, 1), voided(20, 'wrong', 'counter'), wrong])?.fields).toEqual({});
  });

  it('takes a correction that bears the time of what it corrects', () => {
    const wrong = waiting(10, 9, { id: 'z' });
    expect(
      viewOf([wrong, voided(20, 'z', 'counter'), waiting(10, 3, { id: 'a' })])?.fields.waiting?.value.waiting,
    ).toBe(3);
  });

  it('is not withdrawn by another source', () => {
    const other = { ...voided(20, 'mine', 'counter'), source: 'urn:other' };
    expect(viewOf([waiting(10, 9, { id: 'mine' }), other])?.fields.waiting?.value.waiting).toBe(9);
  });
});

describe('an item', () => {
  it('is open from its opening to its closing event', () => {
    expect(viewOf([issued(0, 'a'), issued(5, 'b')])?.open.ticket?.count).toBe(2);
    const after = viewOf([issued(0, 'a'), issued(5, 'b'), called(9, 'a')]);
    expect(after?.open.ticket).toEqual({
      count: 1,
      items: [{ key: 'b', since: '2026-11-23T01:00:05.000Z', value: { procedure: null } }],
    });
    expect(after?.open.serving?.count).toBe(1);
  });

  it('does not open again when its opening comes late or twice', () => {
    expect(viewOf([called(9, 'a'), issued(0, 'a')])?.open.ticket).toBeUndefined();
    expect(viewOf([issued(0, 'a'), called(9, 'a'), issued(0, 'a')])?.open.ticket).toBeUndefined();
  });

  it('may bear a used key again once the service day is over by the clock of its world', () => {
    const yesterday = [tick(0), issued(0, 'a'), called(9, 'a')];
    expect(viewOf([...yesterday, tick(15 * 3600), issued(15 * 3600, 'a')])?.open.ticket).toBeUndefined();
    expect(viewOf([...yesterday, tick(dayS), issued(dayS, 'a')])?.open.ticket?.count).toBe(1);
  });

  it('leaves no tombstone behind after its day', () => {
    const world = foldAll([tick(0), issued(0, 'a'), called(9, 'a'), tick(dayS)]).worlds.get('live');
    expect(world?.day).toBe('2026-11-24');
    expect(world?.tombstones.size).toBe(0);
  });

  it('goes when its opener is withdrawn, and comes with the corrected one', () => {
    expect(viewOf([issued(0, 'a', { id: 'wrong' }), voided(5, 'wrong')])?.open).toEqual({});
    const corrected = [issued(0, 'a', { id: 'wrong' }), voided(5, 'wrong'), issued(0, 'a', { id: 'right' })];
    expect(viewOf(corrected)?.open.ticket?.count).toBe(1);
    expect(viewOf(corrected.toReversed())?.open.ticket?.count).toBe(1);
  });

  it('is shown among the oldest five of its sort, whatever order they came in', () => {
    const many = [7, 3, 9, 1, 8, 2, 6, 4, 5].map((at) => issued(at, `t${String(at)}`));
    const ticket = viewOf(many)?.open.ticket;
    expect(ticket?.count).toBe(9);
    expect(ticket?.items.map(({ key }) => key)).toEqual(['t1', 't2', 't3', 't4', 't5']);
  });
});

describe('an asset', () => {
  it('was seen at its newest event, and belongs to the unit that event was stamped with', () => {
    const view = viewOf([waiting(10, 1, { unit: 'U2' }), waiting(5, 1, { unit: 'U1' })]);
    expect(view).toMatchObject({ seen: '2026-11-23T01:00:10.000Z', unit: 'U2' });
  });
});

describe('a world', () => {
  it('has the clock of its newest tick, also when it stands still', () => {
    expect(foldAll([tick(10, 60), tick(5, 60)]).worlds.get('live')?.clock).toEqual({
      time: '2026-11-23T01:00:10.000Z',
      speed: 60,
    });
    expect(foldAll([tick(10, 60), tick(10, 0)]).worlds.get('live')?.clock?.speed).toBe(0);
  });

  it('follows a clock that was an hour ahead and is set right, and keeps its day', () => {
    const late = 16 * 3600 - 1800;
    const world = foldAll([tick(late), tick(late + 3600), tick(late + 1)]).worlds.get('live');
    expect(world?.clock?.time).toBe(tick(late + 1).time);
    expect(world?.day).toBe('2026-11-24');
  });

  it('is forgotten when nothing came of it for a week, when a day of live begins', () => {
    const silent = issued(0, 'a', { world: 'replay:old' });
    const worldsAfter = (days: number) => [...foldAll([silent, tick(0), tick(days * dayS)]).worlds.keys()];
    expect(worldsAfter(6)).toEqual(['replay:old', 'live']);
    expect(worldsAfter(8)).toEqual(['live']);
    expect([...foldAll([issued(0, 'a'), tick(8 * dayS)]).worlds.keys()]).toEqual(['live']);
  });

  it('knows nothing of another', () => {
    const state = foldAll([issued(0, 'a', { world: 'sim:a' }), called(1, 'a')]);
    expect(state.worlds.get('sim:a')?.assets.get('P1')?.open.get('ticket')?.size).toBe(1);
  });
});

describe('an event that cannot be folded', () => {
  it('changes nothing', () => {
    expect(foldAll([eventAt(0, 'robot.danced', {})]).worlds.size).toBe(0);
    expect(calendar.dayOf(0)).toBe('1970-01-01');
  });
});

describe('an item whose end was lost', () => {
  const started = (atS: number, chatId: string) =>
    eventAt(atS, 'chat.started', { chatId, topic: 't' }, { asset: 'T1', id: `chat-${chatId}` });

  it('lapses with the day its kind says, and cannot come back by arriving late', () => {
    const events = [tick(0), started(10, 'a'), tick(dayS), started(dayS + 10, 'b')];
    expect(viewOf(events, 'T1')?.open.chat?.count).toBe(2);
    expect(viewOf([...events, tick(2 * dayS)], 'T1')?.open.chat?.items.map(({ key }) => key)).toEqual(['b']);
    expect(viewOf([...events, tick(2 * dayS), started(20, 'c')], 'T1')?.open.chat?.count).toBe(1);
  });

  it('is told of with the tick that begins the day', () => {
    const state = foldAll([tick(0), started(10, 'a'), waiting(10, 1)]);
    expect(applyEvent(state, tick(dayS), calendar)).toEqual([]);
    expect(applyEvent(state, tick(2 * dayS), calendar)).toEqual(['T1']);
  });

  it('stays while it may: a year of open reports is held, a closed one is not', () => {
    const filed = (day: number, reportId: string) =>
      eventAt(day * dayS, 'report.filed', { reportId, category: 'c', channel: 'qr' }, { id: reportId });
    const year = Array.from({ length: 365 }, (_, day) => [filed(day, `r${String(day)}`), tick(day * dayS + 1)]).flat();
    const closed = { reportId: 'r7', category: 'c', channel: 'qr', durationS: 1, outcome: 'resolved' };
    const view = viewOf([...year, eventAt(365 * dayS, 'report.closed', closed), tick(365 * dayS + 1)]);
    expect(view?.open.report?.count).toBe(364);
    expect(viewOf([...year, tick(500 * dayS)])?.open.report?.count).toBe(265);
  });
});

describe('a sign of life', () => {
  it('is given by the kinds that promise an interval, not by what others report of the place', () => {
    const rated = eventAt(60, 'feedback.given', { score: 5, channel: 'qr' });
    expect(viewOf([rated])).toMatchObject({ seen: rated.time, pulse: null });
    expect(viewOf([rated, waiting(0, 3)])).toMatchObject({ seen: rated.time, pulse: waiting(0, 3).time });
    const withdrawal = voided(90, 'x', 'counter');
    expect(viewOf([waiting(0, 3), withdrawal])).toMatchObject({ seen: withdrawal.time, pulse: waiting(0, 3).time });
  });
});

describe('due times', () => {
  const filed = (at: number, dueAt?: string) =>
    eventAt(at, 'report.filed', { reportId: `r${String(at)}`, category: 'c', channel: 'qr', ...(dueAt && { dueAt }) });

  it('are told, earliest first, where more is open than is shown', () => {
    const few = [filed(0, '2026-11-24T17:00:00+07:00')];
    expect(viewOf(few)?.open.report).not.toHaveProperty('due');
    const many = [5, 4, 3, 2, 1, 0].map((at) => filed(at, `2026-11-2${String(4 + (at % 2))}T17:00:00+07:00`));
    expect(viewOf([...many, filed(9)])?.open.report).toMatchObject({
      count: 7,
      due: [
        ['2026-11-24T10:00:00.000Z', 3],
        ['2026-11-25T10:00:00.000Z', 3],
      ],
    });
  });
});
