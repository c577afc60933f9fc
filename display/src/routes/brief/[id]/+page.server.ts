import { spanNeeded } from '#shared/brief/ask/gather-counted.ts';
import { listBriefLetters } from '#shared/store/brief-readers.ts';
import { readLastDropped } from '#shared/store/read-last-dropped.ts';
import type { BriefChecked } from '#shared/wire/brief-commands.ts';
import { worldKind } from '#shared/wire/world.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { logSpansOf } from '#lib/brief/log-spans.ts';
import { readSaid } from '#lib/brief/server/read-said.ts';
import { readSilentPlaces } from '#lib/brief/server/read-silent-places.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id, brief, said } = await readSaid(event.params.id, event.locals.language);
  const desk = readDesk(event);
  const { pool, printing } = resources();
  const mayIssue = desk.may.includes('brief.issue');
  return {
    ...desk,
    ...{ world: brief.world, worldKind: worldKind(brief.world), id, said, hasPrinter: printing !== undefined },
    silentPlaces: await readSilentPlaces(pool, brief),
    logs: desk.may.includes('alert.see') ? logSpansOf(brief) : [],
    goneTo: (await readLastDropped(pool, { world: brief.world, ...spanNeeded(brief) })) ?? null,
    letters: mayIssue ? await listBriefLetters(pool, id) : [],
  };
};

export const actions: Actions = {
  check: async (event) => {
    const form = await readForm(event.request);
    const body = { id: Number(event.params.id) };
    const answer = await carryOut<BriefChecked>(event, form, { owner: 'office', verb: 'brief.check', body });
    return tell({ verb: 'brief.check', subject: event.params.id }, form, answer, ({ lateEvents, changes }) => ({
      counts: { lateEvents, changes },
    }));
  },
};
