import { createHash } from 'node:crypto';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { startCity } from '../../ingest/senders/simulator/city.ts';
import { noEffects } from '../../ingest/senders/simulator/engine/effects.ts';
import { createSimulation, runParts } from '../../ingest/senders/simulator/engine/simulation.ts';
import { sixUnit } from './simulate-parts.ts';

/** Which days of the six-unit city, and which kinds of its events. */
export type QueuesWish = { seed: string; day: string; days: number; kinds: readonly string[]; world?: string };

/** What the people of the six-unit city do in some days, as the door would have accepted it. */
export function simulateQueues({ seed, day, days, kinds, world = 'live' }: QueuesWish): AcceptedEvent[] {
  const { startOf } = civilCalendar(sixUnit.timeZone);
  const startMs = startOf(day);
  const units = new Map([...sixUnit.points, ...sixUnit.branches].map(({ code, unit }) => [code, unit]));
  const events: AcceptedEvent[] = [];
  const simulation = createSimulation({
    ...{ pack: sixUnit, seed, run: createHash('sha256').update(seed).digest('hex').slice(0, 8), startMs },
    ...{ endMs: startMs + days * 86_400_000, effects: noEffects },
    emit: ({ type, asset, timeMs, data, id }) => {
      if (!kinds.includes(type.split('.')[0] ?? '')) return;
      const time = new Date(timeMs).toISOString();
      const common = { specversion: '1.0', source: 'urn:vonglau:sim', world, receivedtime: time } as const;
      events.push({ ...common, id, type, asset, unit: units.get(asset) ?? sixUnit.seat, time, data });
    },
  });
  runParts(simulation, [(started) => void startCity(started, { heartbeatS: 36_000 })]);
  return events;
}
