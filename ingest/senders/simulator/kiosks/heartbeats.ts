import { every } from '../engine/schedule.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Kiosk } from './kiosk.ts';

/**
 * A kiosk beats day and night, in closed hours too. Without power it is silent; the first beat after that vouches for
 * no more than the second in which it started.
 */
export function startHeartbeats(simulation: Simulation, kiosk: Kiosk, everyS: number): void {
  const { agenda, emit, startMs } = simulation;
  const periodMs = everyS * 1_000;
  const firstMs = startMs + 1_000 + kiosk.random.int(periodMs);
  let lastMs: number | undefined = startMs;
  every(simulation, firstMs, periodMs, () => {
    const timeMs = agenda.nowMs();
    if (!kiosk.isPowered()) {
      lastMs = undefined;
      return true;
    }
    const coversS = lastMs === undefined ? 1 : Math.max(1, Math.floor((timeMs - lastMs) / 1_000));
    lastMs = timeMs;
    emit({
      ...{ type: 'kiosk.heartbeat', asset: kiosk.code, timeMs },
      data: { healthy: kiosk.isHealthy(), coversS, ...(!kiosk.isRobot && { paperPct: kiosk.paperPct() }) },
    });
    return true;
  });
}
