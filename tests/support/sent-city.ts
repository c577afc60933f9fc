import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { assetsOf } from '#shared/locality/assets-of.ts';
import type { Pack } from '#shared/locality/pack.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { Scenario } from '../../ingest/senders/simulator/scenarios/scenario.ts';
import { createSentCity } from '../../ingest/senders/simulator/sending/create-sent-city.ts';
import { metricsOfPast } from './city-foresight.ts';
import { keepRecords, type CityRecords } from './city-records.ts';

const dayMs = 86_400_000;
/** Queues are forecast from as many days as minutes are kept. */
const pastDays = 35;
/** Nobody looks at the beats of the past. */
const rareBeatsS = 36_000;

type Began = { readonly world: string; readonly pack: Pack; readonly seed: string; readonly startMs: number };

/** A city that runs: what its feeds send is told as the door would accept it. */
export type RunningCity = { readonly runUntil: (timeMs: number) => void };

/** Begins a simulated city at an instant, without any server. */
export async function beginCity(
  { world, pack, seed, startMs }: Began,
  {
    heartbeatS,
    scenarios = [],
    told,
  }: {
    readonly heartbeatS: number;
    readonly scenarios?: readonly Scenario[];
    readonly told: (event: AcceptedEvent) => void;
  },
): Promise<RunningCity> {
  const city = await createSentCity({
    ...{ pack, run: 'test', seed, heartbeatS, scenarios, signal: new AbortController().signal },
    plan: { tag: 'test', startMs, endMs: null, forwardToMs: null, thinned: [], sentThroughMs: startMs },
    onMadeAgain: () => undefined,
  });
  const units = new Map(assetsOf(pack).map(({ code, unit }) => [code, unit]));
  let nowMs = startMs;
  city.sendTo((_feed, { event }) => {
    const sent = event as Pick<AcceptedEvent, 'id' | 'source' | 'type' | 'asset' | 'time' | 'data'>;
    const receivedtime = new Date(nowMs).toISOString();
    told({ ...sent, specversion: '1.0', unit: units.get(sent.asset) ?? '', receivedtime, world });
  });
  return {
    runUntil: (timeMs) => {
      nowMs = timeMs;
      city.agenda.runUntil(timeMs);
    },
  };
}

const pasts = new WeakMap<Pack['units'], Map<string, Promise<CityRecords>>>();

/** What a city kept of the weeks before an instant, in which nothing was out of the ordinary. Made once for all that ask. */
export function pastOf({ world, pack, seed, startMs }: Began, rules: Pack['rules']): Promise<CityRecords> {
  const metrics = metricsOfPast(rules);
  const key = JSON.stringify([world, seed, startMs, [...metrics]]);
  const own = pasts.get(pack.units) ?? new Map<string, Promise<CityRecords>>();
  pasts.set(pack.units, own);
  const past = own.get(key) ?? live();
  own.set(key, past);
  return past;

  async function live(): Promise<CityRecords> {
    const records = keepRecords(metrics, civilCalendar(pack.timeZone));
    const began = { world, pack, seed, startMs: startMs - pastDays * dayMs };
    const city = await beginCity(began, { heartbeatS: rareBeatsS, told: records.add });
    city.runUntil(startMs);
    return records;
  }
}
