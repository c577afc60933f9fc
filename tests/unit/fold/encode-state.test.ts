import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEvent } from '#shared/fold/apply-event.ts';
import { decodeState, encodeState, type StateImage } from '#shared/fold/encode-state.ts';
import { calendar, foldAll, someEvents } from './fold-events.ts';

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
