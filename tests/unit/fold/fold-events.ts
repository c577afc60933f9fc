import fc from 'fast-check';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { applyEvent } from '#shared/fold/apply-event.ts';
import { createState, type FoldState } from '#shared/fold/fold-state.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';

export const calendar = civilCalendar('Asia/Ho_Chi_Minh');

/** 08:00 in the city on 2026-11-23. */
const startMs = Date.parse('2026-11-23T01:00:00.000Z');

/** An event `atS` seconds after eight in the morning, city time. */
export function eventAt(
  atS: number,
  type: string,
  data: Record<string, unknown>,
  over: Partial<AcceptedEvent> = {},
): AcceptedEvent {
  const time = new Date(startMs + atS * 1000).toISOString();
  const isTick = type === 'clock.tick';
  return {
    specversion: '1.0',
    id: `${type}-${String(atS)}`,
    source: 'urn:test',
    type,
    time,
    asset: isTick ? '' : 'P1',
    unit: isTick ? '' : 'U1',
    receivedtime: time,
    world: 'live',
    data,
    ...over,
  };
}

/** The state after these events, in this order. */
export function foldAll(events: readonly AcceptedEvent[]): FoldState {
  const state = createState();
  for (const event of events) applyEvent(state, event, calendar);
  return state;
}

type Said = readonly [type: string, data: Record<string, unknown>];

/** Few keys, so that opening, closing, setting and withdrawing meet each other often. */
const said: fc.Arbitrary<Said> = fc.oneof(
  fc.constantFrom('a', 'b').map((ticketId): Said => ['ticket.issued', { ticketId, procedure: 'x' }]),
  fc.constantFrom('a', 'b').map((ticketId): Said => ['ticket.called', { ticketId, counter: '1', waitS: 5 }]),
  fc.constantFrom('a', 'b').map((reportId): Said => ['report.filed', { reportId, category: 'c', channel: 'qr' }]),
  fc.constantFrom('a', 'b').map((ticketId): Said => ['ticket.served', { ticketId, counter: '1', serviceS: 5 }]),
  fc.nat(9).map((waiting): Said => ['counter.waiting', { waiting }]),
  fc.constantFrom('1', '2').map((counter): Said => ['counter.opened', { counter }]),
  fc.constantFrom('1', '2').map((counter): Said => ['counter.closed', { counter, openS: 60 }]),
  fc.nat(30).map((at): Said => ['ticket.voided', { id: `e${String(at)}`, reason: 'wrong' }]),
  fc.constant<Said>(['clock.tick', { speed: 1 }]),
);

/** A run of one service day: distinct times, three assets of two units, two worlds, some of it withdrawn. */
export const someEvents: fc.Arbitrary<AcceptedEvent[]> = fc
  .array(
    fc.record({
      said,
      asset: fc.constantFrom('P1', 'P2'),
      unit: fc.constantFrom('U1', 'U2'),
      world: fc.constantFrom('live', 'sim:a'),
    }),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((list) =>
    list.map(({ said: [type, data], asset, unit, world }, at) =>
      // Ticks come from one clock, and overtake one another by seconds only.
      eventAt(type === 'clock.tick' ? at : at * 60, type, data, {
        id: `e${String(at)}`,
        world,
        ...(type === 'clock.tick' ? {} : { asset, unit }),
      }),
    ),
  );
