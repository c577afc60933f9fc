import type { RequestEvent } from '@sveltejs/kit';
import type { MaintenanceTold } from '#shared/wire/alert-commands.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { worldName } from '#shared/wire/world.ts';
import { askDuty } from '../../people/server/ask-duty.ts';
import { readCityView } from '../../server/read-city-view.ts';
import { resources } from '../../server/resources.ts';
import { orderWindows, windowStateOf, windowStates } from '../window-state.ts';

/** The world that the address names, or the one of every day. */
export function readMaintenanceWorld(url: URL): string {
  return worldName.safeParse(url.searchParams.get('world')).data ?? 'live';
}

/** Maintenance windows as the page's address asks for them; `isAway`: the duty process does not answer. */
export async function readWindows(event: Pick<RequestEvent, 'locals' | 'url'>) {
  const { language } = event.locals;
  const world = readMaintenanceWorld(event.url);
  const state = windowStates.find((one) => one === event.url.searchParams.get('state')) ?? null;
  const [told, now, city] = await Promise.all([
    askDuty<MaintenanceTold[]>(event, 'maintenance.list', { world, ended: true }),
    readWorldNow(resources().pool, world, Date.now()).catch(() => null),
    readCityView(world).catch(() => null),
  ]);
  const nowMs = now ?? Date.now();
  const units = (city?.view.units ?? []).map(({ code, name, nameEn }) => ({
    ...{ code, name: language === 'en' ? nameEn : name },
  }));
  const rows = orderWindows(told.ok ? told.value : [], nowMs).filter(
    (row) => state === null || windowStateOf(row, nowMs) === state,
  );
  return { world, state, nowMs, units, rows, isAway: !told.ok };
}
