import { startChat } from './chat.ts';
import { createCitizens, type Citizens } from './citizens/citizens.ts';
import { startNeeds } from './citizens/needs.ts';
import { procedureLoads } from './citizens/procedure-load.ts';
import { createWhereabouts } from './citizens/whereabouts.ts';
import { areLinksUp, onlineKinds } from './engine/are-links-up.ts';
import type { Simulation } from './engine/simulation.ts';
import { startHotline } from './hotline.ts';
import { startKiosks } from './kiosks/kiosks.ts';
import { placesOn } from './points/place.ts';
import { startPoint, type Point } from './points/point.ts';
import { startRecords } from './records/records.ts';

export type CityOptions = {
  /** Seconds between two beats of one kiosk; 60 as in life. Longer ones make fast runs lighter. */
  readonly heartbeatS?: number;
};

/** While systems are down, counters write by hand and submissions take so many times as long. */
const slownessWithoutLinks = 1.5;

/**
 * Starts the people of the city and what serves them: points and branches, kiosks, records, hotline, chatbot. They meet
 * in `Citizens`: whoever fails somebody says so there, and what people then do reaches the other channels by itself.
 */
export function startCity(simulation: Simulation, { heartbeatS = 60 }: CityOptions = {}): Citizens {
  const { calendar, pack, startMs } = simulation;
  const today = calendar.dayOf(startMs);
  const places = placesOn(pack, today);
  const loads = procedureLoads(pack.procedures, today);
  const whereabouts = createWhereabouts(pack, places, loads);
  const points = new Map<string, Point>();
  const records = startRecords(simulation, places, whereabouts, (citizen, place) =>
    citizens.stuck(citizen, 'returned', place),
  );
  const citizens = createCitizens(simulation, {
    ...{ records, whereabouts },
    hotline: startHotline(simulation),
    chat: startChat(simulation, loads),
    come: (place, citizen) => points.get(place.code)?.come(citizen),
  });
  for (const place of places) {
    const point = startPoint(simulation, place, {
      slowness: () => (areLinksUp(simulation, onlineKinds) ? 1 : slownessWithoutLinks),
      served: citizens.served,
      lost: (citizen, at, trouble) => citizens.stuck(citizen, trouble, at),
    });
    points.set(place.code, point);
  }
  startKiosks(simulation, { citizens, loads, places, heartbeatS });
  startNeeds(simulation, citizens, whereabouts);
  return citizens;
}
