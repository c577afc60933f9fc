import type { KeyCreated } from '#shared/wire/commands.ts';
import { sentKinds } from '#shared/docs/event-schema.ts';
import { kindWords } from '#shared/docs/kind-words.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { askDoor } from '#lib/admin/server/ask-door.ts';
import type { KeyUses } from '#shared/wire/key-uses.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { readKeyFilter, readKeys } from '#lib/admin/server/read-keys.ts';
import { readKeyWish } from '#lib/admin/server/key-wish.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { pool } = resources();
  const page = readPage(url);
  const asked = readKeyFilter(url);
  const [found, uses, worlds] = await Promise.all([
    readKeys(pool, { ...asked, limit: pageRows, skip: (page - 1) * pageRows }, new Date()),
    askDoor<KeyUses>('key.uses', {}, locals.viewer),
    listWorlds(pool),
  ]);
  return {
    ...{ page, ...asked, uses, ...found },
    worlds: ['live', ...worlds.map(({ world }) => world).filter((world) => !world.startsWith('sim:try-'))],
    kinds: sentKinds().map((kind) => ({ kind, name: kindWords[kind]?.name[locals.language] ?? kind })),
  };
};

export const actions: Actions = {
  create: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'key.create', subject: form.text('source') };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const answer = await carryOut<KeyCreated>(event, form, {
      ...{ owner: 'office', verb: 'key.create' },
      body: readKeyWish(form),
    });
    return tell(about, form, answer, ({ kid, token }) => ({ subject: kid, secret: token }));
  },
};
