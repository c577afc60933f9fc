import type { Pack } from '#shared/locality/pack.ts';
import type { Agenda } from '../engine/agenda.ts';
import type { NumberedEvent } from '../engine/simulation.ts';
import { feedOf } from '../feeds.ts';
import type { CityEffects } from '../scenarios/create-effects.ts';

/** An event as it is sent, of which asset, and when it is due. */
export type DueEvent = { readonly dueMs: number; readonly asset: string; readonly event: object };

/** What a source writes of its own accord: its numbers, its clock, its silences. */
export type Outbox = {
  readonly put: (event: NumberedEvent) => void;
  /** Events that a silent feed or device lost. */
  readonly lost: () => number;
};

/** The name of the source of a feed. */
export function sourceOf(run: string, feed: string): string {
  return `urn:vonglau:sim:${run}:${feed}`;
}

/**
 * Hands each event to the feed it comes by. Its number counts within its asset and feed, as that source would count; a
 * clock that is wrong writes wrong times; a silent device loses what it had to say, a silent feed does too, or says it when the silence ends. What
 * is due before `afterMs` was sent by an earlier process and is only counted.
 */
export function createOutbox(options: {
  run: string;
  pack: Pack;
  effects: CityEffects;
  agenda: () => Agenda;
  afterMs: number;
  send: (feed: string, event: DueEvent) => void;
}): Outbox {
  const { run, pack, effects, agenda, afterMs, send } = options;
  const operators = new Map(pack.parking.map(({ code, operator }) => [code, operator]));
  const numbers = new Map<string, number>();
  let lost = 0;
  const write = ({ id, type, asset, timeMs, data }: NumberedEvent, feed: string, sequence: number): object => ({
    ...{ specversion: '1.0', id, source: sourceOf(run, feed), type, asset, sequence, data },
    time: new Date(timeMs + effects.clockSkewMs(asset, timeMs)).toISOString(),
  });
  return {
    lost: () => lost,
    put: (event) => {
      const { type, asset } = event;
      const feed = feedOf(type, asset, (site) => operators.get(site) ?? '');
      const key = `${feed} ${asset}`;
      const sequence = numbers.get(key) ?? 0;
      numbers.set(key, sequence + 1);
      const nowMs = agenda().nowMs();
      const silence = effects.silenceOf(feed, nowMs);
      if (silence?.then === 'lost' || effects.isDeviceSilent(asset, nowMs)) {
        if (nowMs >= afterMs) lost += 1;
        return;
      }
      const dueMs = silence?.untilMs ?? nowMs;
      if (dueMs < afterMs) return;
      const due = { dueMs, asset, event: write(event, feed, sequence) };
      if (dueMs === nowMs) send(feed, due);
      else agenda().at(dueMs, () => send(feed, due));
    },
  };
}
