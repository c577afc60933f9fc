import { contentHash } from '#shared/events/content-hash.ts';
import { findType } from '#shared/events/catalogue.ts';
import { identityKey } from '#shared/events/identity-key.ts';
import { readFrame } from '#shared/events/read-frame.ts';
import { applyEvent } from '#shared/fold/apply-event.ts';
import { createState, foldVersion } from '#shared/fold/fold-state.ts';
import { toAssetView } from '#shared/fold/to-asset-view.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';

/** What this version makes of a stored frame: who each event is, what it counts, what state they leave. */
export function readOutcome(frame: string) {
  const { events, poison } = readFrame(frame);
  const state = createState();
  const calendar = civilCalendar('Asia/Ho_Chi_Minh');
  for (const { event } of events) applyEvent(state, event, calendar);
  return {
    poison: poison.map(({ detail }) => detail),
    events: events.map(({ event }) => ({
      identity: identityKey(event.world, event.source, event.id),
      content: contentHash(event),
      measured: findType(event.type)?.type.measure(event) ?? null,
    })),
    fold: {
      version: foldVersion,
      worlds: [...state.worlds].map(([world, { clock, day, assets }]) => ({
        ...{ world, clock, day },
        assets: [...assets.values()].map(toAssetView),
      })),
    },
  };
}

export type Outcome = ReturnType<typeof readOutcome>;
