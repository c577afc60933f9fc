import { assetKinds } from '#shared/events/kind.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import type { MaintenanceTold } from '#shared/wire/alert-commands.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { readMaintenanceWorld, readWindows } from '#lib/maintenance/server/read-windows.ts';
import { readWindow } from '#lib/maintenance/server/read-window.ts';
import { windowStates } from '#lib/maintenance/window-state.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { readCityView } from '#lib/server/read-city-view.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const page = readPage(event.url);
  const [{ rows, ...read }, worlds] = await Promise.all([readWindows(event), listWorlds(resources().pool)]);
  return {
    ...{ ...read, page, states: windowStates, kinds: assetKinds, total: rows.length },
    rows: rows.slice((page - 1) * pageRows, page * pageRows),
    worlds: ['live', ...worlds.map((one) => one.world)],
  };
};

export const actions: Actions = {
  set: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'maintenance.set', subject: form.text('reason') };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const world = readMaintenanceWorld(event.url);
    const city = await readCityView(world).catch(() => null);
    if (!city) return tell(about, form, { ok: false, code: 'unavailable', message: 'the registry cannot be read' });
    const wish = readWindow(form, { world, timeZone: loadCity().view.timeZone, city: city.view });
    if ('fault' in wish) return tell(about, form, { ok: false, code: 'invalid', message: wish.fault });
    const asked = { owner: 'duty', verb: 'maintenance.set', body: wish.body } as const;
    const answer = await carryOut<MaintenanceTold>(event, form, asked);
    return tell(about, form, answer, ({ id }) => ({ subject: String(id) }));
  },
  end: async (event) => {
    const form = await readForm(event.request);
    const id = Number(form.text('id'));
    const about = { verb: 'maintenance.end', subject: form.text('id') };
    const asked = { owner: 'duty', verb: 'maintenance.end', body: { id } } as const;
    return tell(about, form, await carryOut<MaintenanceTold>(event, form, asked));
  },
};
