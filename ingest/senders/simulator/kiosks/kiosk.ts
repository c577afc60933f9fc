import type { Random } from '../engine/random.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Place } from '../points/place.ts';

/** A kiosk or reception robot as its parts see it. */
export type Kiosk = {
  readonly code: string;
  readonly unit: string;
  readonly isRobot: boolean;
  /** Where it stands; whom it fails goes to a counter there. */
  readonly place: Place | undefined;
  readonly random: Random;
  readonly isPowered: () => boolean;
  /** Powered and without a fault. */
  readonly isHealthy: () => boolean;
  readonly paperPct: () => number;
  /** A session prints; at the last sheet it is out of order until somebody brings paper. */
  readonly print: (sheets: number) => void;
  readonly refill: () => void;
  /** Something breaks; undefined: it is out of order already. Gives what mends it. */
  readonly breakDown: (code: string, plan?: { readonly dueMs: number }) => (() => void) | undefined;
};

const sheetsHeld = 400;

/** A kiosk with some paper in it. `ranOut` is called when the paper is at its end, with what tells that it was refilled. */
export function createKiosk(
  simulation: Simulation,
  given: Pick<Kiosk, 'code' | 'unit' | 'isRobot' | 'place'>,
  ranOut: (kiosk: Kiosk, recovered: () => void) => void,
): Kiosk {
  const { agenda, effects, emit } = simulation;
  const random = simulation.random.fork(`kiosks/${given.code}`);
  let sheets = Math.round(sheetsHeld * (0.08 + 0.92 * random.unit()));
  let fault: string | undefined;
  let faults = 0;
  const isPowered = (): boolean => effects.isPowered(given.unit, agenda.nowMs());
  const breakDown: Kiosk['breakDown'] = (code, plan) => {
    if (fault !== undefined) return undefined;
    const fromMs = agenda.nowMs();
    faults += 1;
    const faultId = `F${String(faults).padStart(5, '0')}`;
    const about = { faultId, code, planned: plan !== undefined };
    fault = faultId;
    const dueAt = plan && new Date(plan.dueMs).toISOString();
    emit({ type: 'kiosk.fault', asset: given.code, timeMs: fromMs, data: { ...about, ...(dueAt && { dueAt }) } });
    return () => {
      fault = undefined;
      const timeMs = agenda.nowMs();
      emit({
        ...{ type: 'kiosk.recovered', asset: given.code, timeMs },
        data: { ...about, downS: (timeMs - fromMs) / 1_000 },
      });
    };
  };
  const kiosk: Kiosk = {
    ...{ ...given, random, isPowered, breakDown },
    isHealthy: () => fault === undefined && isPowered(),
    paperPct: () => Math.ceil((sheets * 100) / sheetsHeld),
    refill: () => {
      sheets = sheetsHeld;
    },
    print: (count) => {
      sheets = Math.max(0, sheets - count);
      const recovered = sheets === 0 ? breakDown('paper') : undefined;
      if (recovered) ranOut(kiosk, recovered);
    },
  };
  return kiosk;
}
