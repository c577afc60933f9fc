import { worldKind } from '#shared/wire/world.ts';
import { readPicked } from '#lib/brief/server/read-picked.ts';
import { readSaid } from '#lib/brief/server/read-said.ts';
import { sayPick } from '#lib/brief/say-pick.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { resources } from '#lib/server/resources.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const { language } = event.locals;
  const { id, brief, said } = await readSaid(event.params.id, language);
  const { pick, counted, rows } = await readPicked(resources().pool, brief, event.url.searchParams);
  return {
    ...readDesk(event),
    ...{ world: brief.world, worldKind: worldKind(brief.world), timeZone: brief.timeZone },
    ...{ id, title: said.title, asOf: said.asOf, counted, rows, picked: sayPick(pick, brief, language) },
  };
};
