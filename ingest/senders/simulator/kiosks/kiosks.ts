import type { Citizens } from '../citizens/citizens.ts';
import type { ProcedureLoad } from '../citizens/procedure-load.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Place } from '../points/place.ts';
import { startHeartbeats } from './heartbeats.ts';
import { createKiosk } from './kiosk.ts';
import { startSessions } from './sessions.ts';
import { startUpkeep } from './upkeep.ts';

export type KiosksOptions = {
  readonly citizens: Citizens;
  readonly loads: readonly ProcedureLoad[];
  readonly places: readonly Place[];
  /** Seconds between two beats of one kiosk. */
  readonly heartbeatS: number;
};

/** Starts every kiosk and robot that is there when the run begins. */
export function startKiosks(simulation: Simulation, { citizens, loads, places, heartbeatS }: KiosksOptions): void {
  const today = simulation.calendar.dayOf(simulation.startMs);
  const rows = simulation.pack.kiosks.filter(
    (row) => row.valid_from <= today && (row.valid_to === null || today < row.valid_to),
  );
  const placeOf = new Map(places.map((place) => [place.code, place]));
  const ownPlaceOf = new Map(places.filter(({ isBranch }) => !isBranch).map((place) => [place.unit, place]));
  const upkeep = startUpkeep(simulation, rows.length);
  for (const { code, unit, point, type } of rows) {
    const place = placeOf.get(point ?? '') ?? ownPlaceOf.get(unit);
    const kiosk = createKiosk(simulation, { code, unit, place, isRobot: type === 'robot' }, upkeep.bringPaper);
    startHeartbeats(simulation, kiosk, heartbeatS);
    upkeep.lookAfter(kiosk);
    startSessions(simulation, kiosk, citizens, loads);
  }
}
