import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEvent } from '#shared/fold/apply-event.ts';
import { decodeState, encodeState, type StateImage } from '#shared/fold/encode-state.ts';
import { calendar, eventAt, foldAll, someEvents } from './fold-events.ts';

it('a state that was encoded and decoded goes on as if nothing had happened', () => {
  fc.assert(
    fc.property(someEvents, fc.nat(30), (events, cut) => {
      const image = JSON.parse(JSON.stringify(encodeState(foldAll(events.slice(0, cut))))) as StateImage;
      const restored = decodeState(image);
      for (const event of events.slice(cut)) applyEvent(restored, event, calendar);
      const whole = foldAll(events);
      expect(restored).toEqual(whole);
      expect(JSON.stringify(encodeState(restored))).toBe(JSON.stringify(encodeState(whole)));
    }),
    { numRuns: 500 },
  );
});

it('an image of the version before is gone on from: open items stay, signs of life come with the next event', () => {
  const opened = eventAt(0, 'ticket.issued', { ticketId: 'a' });
  const sent = eventAt(0, 'counter.waiting', { waiting: 3 });
  const image = encodeState(foldAll([opened, sent])).map((world) => ({
    ...world,
    assets: world.assets.map(({ pulse, ...asset }) => {
      expect(pulse).toBe(sent.time);
      return asset;
    }),
  }));
  const restored = decodeState(image);
  const next = eventAt(60, 'counter.waiting', { waiting: 4 });
  applyEvent(restored, next, calendar);
  expect(restored).toEqual(foldAll([opened, sent, next]));
});
