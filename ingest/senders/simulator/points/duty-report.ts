import type { staffRoles } from '#shared/events/kinds/staff.ts';
import type { Simulation } from '../engine/simulation.ts';

export type Role = (typeof staffRoles)[number];

/** Says how many of a role are on duty at an asset; each sample closes the one before. */
export type DutyReport = {
  readonly say: (role: Role, present: number) => void;
  /** What follows comes after a gap. */
  readonly breakOff: () => void;
};

/** The report of an asset. What was said at the same instant already is not said again. */
export function createDutyReport({ agenda, emit }: Simulation, asset: string): DutyReport {
  const said = new Map<Role, { present: number; atMs: number }>();
  return {
    say: (role, present) => {
      const timeMs = agenda.nowMs();
      const before = said.get(role);
      if (before?.atMs === timeMs && before.present === present) return;
      const prior = before && { present: before.present, heldS: (timeMs - before.atMs) / 1_000 };
      emit({ type: 'staff.on_duty', asset, timeMs, data: { role, present, ...(prior && { prior }) } });
      said.set(role, { present, atMs: timeMs });
    },
    breakOff: () => said.clear(),
  };
}
