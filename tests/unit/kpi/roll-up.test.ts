import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToMinutes, coarsen, listDeltas, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import { createSeriesIndex } from '#shared/kpi/series.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { anEvent } from '../../support/an-event.ts';

const calendar = civilCalendar('Asia/Ho_Chi_Minh');
const index = createSeriesIndex();

function minutesOf(
  events: readonly ReturnType<typeof anEvent>[],
  sign: 1 | -1 = 1,
  into: RollUpDeltas = new Map(),
): RollUpDeltas {
  for (const event of events) addToMinutes(into, index, event, sign);
  return into;
}

describe('roll-up of a batch', () => {
  it('writes the rows a metric declares: city, unit, asset and each label', () => {
    const event = anEvent('ticket.called', { ticketId: 't1', counter: 'Q1', waitS: 90, procedure: 'birth' });
    const rows = listDeltas(minutesOf([event])).map(({ series: { unit, scope, dim } }) => `${unit}|${scope}|${dim}`);
    expect(rows.sort()).toEqual(
      ['00004|P00004|', '00004||', '00004||procedure=birth', '||', '||procedure=birth'].sort(),
    );
  });

  it('keeps integers in the unit of the metric', () => {
    const event = anEvent('ticket.called', { ticketId: 't1', counter: 'Q1', waitS: 90.4567 });
    const city = listDeltas(minutesOf([event])).find(({ series: { unit, dim } }) => unit === '' && dim === '');
    expect(city).toMatchObject({ n: 1, sum: 90_457, min: 90_457, max: 90_457 });
  });

  it('puts an event at 23:30 Hanoi time into that civil day and into the UTC hour', () => {
    const minutes = minutesOf([
      anEvent('call.queued', { callId: 'c1', topic: 'PS' }, { time: '2026-11-23T16:30:10.000Z' }),
    ]);
    expect([...coarsen(minutes, 'day', calendar).keys()][0]).toBe(Date.parse('2026-11-23'));
    expect([...coarsen(minutes, 'hour', calendar).keys()][0]).toBe(Date.parse('2026-11-23T16:00:00Z'));
    const after = minutesOf([
      anEvent('call.queued', { callId: 'c1', topic: 'PS' }, { time: '2026-11-23T17:00:00.000Z' }),
    ]);
    expect([...coarsen(after, 'day', calendar).keys()][0]).toBe(Date.parse('2026-11-24'));
  });

  it('adds up to the same whatever the grain and the split into batches', () => {
    const waits = fc.array(
      fc.record({ waitS: fc.integer({ min: 0, max: 9_000 }), minute: fc.integer({ min: 0, max: 3_000 }) }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(waits, fc.nat(), (list, cut) => {
        const events = list.map(({ waitS, minute }, at) =>
          anEvent(
            'ticket.called',
            { ticketId: `t${at}`, counter: 'Q1', waitS },
            { time: new Date(Date.parse('2026-11-20T00:00:00Z') + minute * 60_000).toISOString() },
          ),
        );
        const at = events.length === 0 ? 0 : cut % events.length;
        const whole = coarsen(minutesOf(events), 'day', calendar);
        const parts = coarsen(minutesOf(events.slice(at), 1, minutesOf(events.slice(0, at))), 'day', calendar);
        expect(parts).toEqual(whole);
        const total = listDeltas(whole)
          .filter(({ series: { unit } }) => unit === '')
          .reduce((sum, delta) => sum + Number(delta.sum), 0);
        expect(total).toBe(list.reduce((sum, { waitS }) => sum + waitS * 1000, 0));
      }),
    );
  });

  it('withdraws exactly: count, sum and distribution return to what they were', () => {
    const kept = anEvent('ticket.called', { ticketId: 't1', counter: 'Q1', waitS: 10 });
    const wrong = anEvent('ticket.called', { ticketId: 't2', counter: 'Q1', waitS: 5_000 }, { id: 'e2' });
    const deltas = minutesOf([wrong], -1, minutesOf([kept, wrong]));
    const city = deltas.get(Date.parse('2026-11-23T01:00:00Z'))?.get(index('live', 'ticket.wait_ms').total(''));
    expect(city).toMatchObject({ n: 1, sum: 10_000 });
    expect([...(city?.slots ?? [])].filter(([, n]) => n !== 0)).toHaveLength(1);
  });
});
