import type { ServerMessage } from '#shared/wire/push.ts';
import type { CityView } from '../city/city-view.ts';
import type { ScreenState } from '../feed/screen-state.ts';
import { trackLooks, type Looks } from '../feed/track-looks.ts';

/** Places whose look changed, and the units of events that just happened: what a map needs to follow. */
export type MapChange = { readonly looks: Looks; readonly activeUnits: readonly string[] };

type MapChanges = {
  readonly hear: (message: ServerMessage) => void;
  /** What changed since this was last asked. */
  readonly take: (state: ScreenState, nowMs: number | null) => MapChange;
};

/** Gathers from what a feed tells how a city's map changes. */
export function trackChanges(city: CityView): MapChanges {
  const changedLooks = trackLooks(city);
  let activeUnits: string[] = [];
  return {
    hear: (message) => {
      if (message.type !== 'delta' || message.topic !== 'state') return;
      activeUnits.push(...message.recent.map(({ unit }) => unit));
    },
    take: (state, nowMs) => {
      const change = { looks: changedLooks(state, nowMs), activeUnits };
      activeUnits = [];
      return change;
    },
  };
}
