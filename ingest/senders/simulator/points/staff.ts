import type { Simulation } from '../engine/simulation.ts';
import { createDutyReport, type Role } from './duty-report.ts';
import type { Place } from './place.ts';

/** Who serves at a place today, role by role. */
export type Staff = {
  /** Settles who is there on a day. */
  readonly startDay: (day: string) => void;
  /** The share of the established staff that is there now; counters are staffed by it. */
  readonly share: () => number;
  /** Says how many are on duty; `isLast` closes the day, and the next sample has no prior. */
  readonly report: (isOnDuty: boolean, isLast?: boolean) => void;
};

/** Of the established staff so many came over from the departments of the city, where the pack does not tell the roles. */
const transferredShare = 0.2;
/** On leave, ill or at a training. */
const absence = 0.05;
/** Tuesdays and Thursdays, where there is staff enough for a desk of legal advice. */
const lawyerDays = new Set([1, 3]);
const lawyerFromStaff = 8;
const mostVolunteers = 2;

/** The staff of a place. */
export function createStaff(simulation: Simulation, place: Place): Staff {
  const { agenda, calendar, effects } = simulation;
  const random = simulation.random.fork(`staff/${place.code}`);
  const { planned } = place;
  const transferred = planned.transferred ?? Math.round(place.staff * transferredShare);
  const officers = planned.officer ?? Math.max(0, place.staff - transferred);
  const lawyers = planned.lawyer ?? (place.staff >= lawyerFromStaff ? 1 : 0);
  let today: Readonly<Record<Role, number>> = { officer: 0, transferred: 0, lawyer: 0, volunteer: 0 };
  const duty = createDutyReport(simulation, place.code);
  const come = (established: number): number => {
    let present = 0;
    for (let person = 0; person < established; person += 1) if (!random.chance(absence)) present += 1;
    return present;
  };
  const affected = (present: number): number => Math.round(present * effects.staffShare(place.code, agenda.nowMs()));
  return {
    startDay: (day) => {
      today = {
        officer: come(officers),
        transferred: come(transferred),
        lawyer: lawyerDays.has(calendar.weekdayOf(day)) ? lawyers : 0,
        volunteer: planned.volunteer === undefined ? random.int(mostVolunteers + 1) : come(planned.volunteer),
      };
    },
    share: () => affected(today.officer + today.transferred) / place.staff,
    report: (isOnDuty, isLast = false) => {
      for (const role of Object.keys(today) as Role[]) {
        const present = role === 'volunteer' ? today[role] : affected(today[role]);
        duty.say(role, isOnDuty ? present : 0);
      }
      if (isLast) duty.breakOff();
    },
  };
}
