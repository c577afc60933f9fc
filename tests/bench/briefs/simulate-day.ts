import { findType } from '#shared/events/catalogue.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { packAssets } from '#shared/locality/assets-of.ts';
import type { Pack } from '#shared/locality/pack.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { startCity } from '../../../ingest/senders/simulator/city.ts';
import { documents } from '../../../ingest/senders/simulator/documents.ts';
import { createSimulation, runParts } from '../../../ingest/senders/simulator/engine/simulation.ts';
import { links } from '../../../ingest/senders/simulator/links.ts';
import { parking } from '../../../ingest/senders/simulator/parking/parking.ts';
import { createEffects } from '../../../ingest/senders/simulator/scenarios/create-effects.ts';
import { anEvent } from '../../support/an-event.ts';

const dayMs = 86_400_000;
const heartbeatS = 1_800;
/** What no KPI reads, and would only take time to write. */
const unread =
  /^(record\.step|parking\.(entered|exited|occupancy|settled)|counter|staff|report|ticket\.(issued|served)|kiosk\.session)/;

/** What the city's sources say in a day that KPIs are counted from, as the door would pass it on. */
export function simulateDay(pack: Pack, day: string): AcceptedEvent[] {
  const startMs = civilCalendar(pack.timeZone).startOf(day);
  const unitOf = new Map(packAssets(pack).map(({ code, unit }) => [code, unit]));
  const events: AcceptedEvent[] = [];
  const simulation = createSimulation({
    ...{ pack, seed: day, run: day, startMs, endMs: startMs + dayMs, effects: createEffects([], pack, startMs) },
    emit: ({ type, asset, timeMs, data, id }) => {
      if (unread.test(type)) return;
      const personal = new Set(findType(type)?.type.personal ?? []);
      const open = Object.fromEntries(Object.entries(data).filter(([key]) => !personal.has(key)));
      const time = new Date(timeMs).toISOString();
      events.push(anEvent(type, open, { id: `${day}-${id}`, asset, unit: unitOf.get(asset) ?? '', time }));
    },
  });
  runParts(simulation, [
    (one) => void startCity(one, { heartbeatS }),
    (one) => links(one, heartbeatS),
    parking,
    documents,
  ]);
  // The night after closes what the day opened; it belongs to the next one.
  return events.filter(({ time }) => Date.parse(time) < startMs + dayMs);
}
