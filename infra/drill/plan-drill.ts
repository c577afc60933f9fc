import { firstEffectMs, type ScenarioHead } from '#shared/drill/scenario-head.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';

/** When a drill's world begins, and when what goes wrong does. */
type DrillPlan = {
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

function latestWeekday(day: string): string {
  let ms = Date.parse(`${day}T00:00:00Z`);
  while ([0, 6].includes(new Date(ms).getUTCDay())) ms -= dayMs;
  return new Date(ms).toISOString().slice(0, 10);
}
