import type { Setting } from '../../kpi/ask/build-answer.ts';
import { byUnit } from '../../kpi/ask/readings.ts';
import { createOpenHours } from '../../kpi/expected/open-hours.ts';
import type { Ledger } from '../../kpi/ledger/ledger.ts';
import { civilCalendar } from '../../time/civil-day.ts';

/** What holds for every KPI read of a world, counted up to an instant. */
export function settingOf(ledger: Ledger, { world, asOfMs }: { world: string; asOfMs: number }): Setting {
  const openHours = createOpenHours(ledger.specialDays, ledger.timeZone);
  const calendar = civilCalendar(ledger.timeZone);
  return { world, asOfMs, calendar, ledger, assets: byUnit(ledger.assets), openHours };
}
