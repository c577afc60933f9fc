import { randomUUID } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { acts } from '#shared/access/acts.ts';
import { authorize, type Subject } from '#shared/access/authorize.ts';
import { worldKind } from '#shared/wire/world.ts';
import { firstAdminPage } from '#lib/admin/admin-pages.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { loadCity } from '#lib/server/load-city.ts';

/** What a page read at a desk, outside the administration, knows of who reads it and of which world. */
export function readDesk({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>) {
  const { language, viewer } = locals;
  const may = acts.filter((act) => authorize(viewer as Subject | null, act).allowed);
  const world = askedWorld(url, viewer);
  return {
    ...{ language, world, worldKind: worldKind(world), may, admin: firstAdminPage(may) },
    ...{ timeZone: loadCity().view.timeZone, at: new Date().toISOString(), nonce: randomUUID() },
    account: viewer?.kind === 'account' ? viewer.name : '',
  };
}
