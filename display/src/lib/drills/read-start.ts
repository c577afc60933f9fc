import { nameDrill, planDrill, usualLeadMs } from '#shared/drill/plan-drill.ts';
import type { DrillScenario } from '#shared/drill/list-scenarios.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';

/** What a filled-in form asks the office to begin; undefined: it names no scenario there is. */
export function readStart(
  { scenario, id }: { readonly scenario: string; readonly id: string },
  { scenarios, calendar, nowMs }: { scenarios: readonly DrillScenario[]; calendar: CivilCalendar; nowMs: number },
) {
  const chosen = scenarios.find((one) => one.scenario === scenario);
  if (!chosen) return undefined;
  const { beginsMs } = planDrill(chosen, { calendar, nowMs, day: undefined, leadMs: usualLeadMs });
  return {
    ...{ id: id || nameDrill(scenario, nowMs), scenario, name: chosen.name, expects: chosen.expects },
    beginsAt: new Date(beginsMs).toISOString(),
  };
}
