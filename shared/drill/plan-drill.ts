import type { CivilCalendar } from '../time/civil-day.ts';
import { firstEffectMs, type ScenarioHead } from './scenario-head.ts';

/** When a drill's world begins, and when what goes wrong does. */
export type DrillPlan = {
  readonly day: string;
  /** Time of day at which its world begins. */
  readonly from: string;
  readonly days: number;
  readonly beginsMs: number;
  readonly forwardToMs: number;
};

const dayMs = 86_400_000;
/** The city wakes up: by the time something goes wrong it is in full swing by itself. */
const wakes = '05:00';
/** Before something goes wrong people see the city for so long as it always is. */
export const usualLeadMs = 180_000;
/** A scenario whose first effect is on a later day than this is none. */
const mostDays = 31;

/** Lays a scenario on a day: the one asked for, or the latest from Monday to Friday. */
export function planDrill(
  head: Pick<ScenarioHead, 'effects'>,
  options: {
    readonly calendar: CivilCalendar;
    readonly nowMs: number;
    readonly day: string | undefined;
    leadMs: number;
  },
): DrillPlan {
  const { calendar, nowMs, leadMs } = options;
  const day = options.day ?? latestWeekday(calendar.dayOf(nowMs));
  const wakesMs = calendar.startOf(day) + Date.parse(`1970-01-01T${wakes}:00Z`);
  const firstMs = firstEffectMs(head, day, calendar);
  const beginsMs = Math.max(firstMs, wakesMs);
  return {
    ...{ day, from: wakes, beginsMs },
    days: Math.floor((beginsMs - wakesMs) / dayMs) + 1,
    forwardToMs: Math.max(wakesMs, beginsMs - leadMs),
  };
}

/** The plan of a drill of which only is known when it goes wrong; undefined: the scenario says another time now. */
export function findPlan(
  head: Pick<ScenarioHead, 'effects'>,
  { calendar, beginsMs }: { readonly calendar: CivilCalendar; readonly beginsMs: number },
): DrillPlan | undefined {
  for (let back = 0; back < mostDays; back += 1) {
    const day = calendar.dayOf(beginsMs - back * dayMs);
    const plan = planDrill(head, { calendar, day, nowMs: beginsMs, leadMs: usualLeadMs });
    if (plan.beginsMs === beginsMs) return plan;
  }
  return undefined;
}

/** What a drill is called that nobody named: its scenario and when it was begun, in UTC. */
export function nameDrill(scenario: string, nowMs: number): string {
  return `${scenario}-${new Date(nowMs).toISOString().slice(5, 16).replaceAll(/[-:]/g, '').toLowerCase()}`;
}

function latestWeekday(day: string): string {
  let ms = Date.parse(`${day}T00:00:00Z`);
  while ([0, 6].includes(new Date(ms).getUTCDay())) ms -= dayMs;
  return new Date(ms).toISOString().slice(0, 10);
}
