import type { KeyCreated } from '#shared/wire/commands.ts';
import { sentKinds } from '#shared/docs/event-schema.ts';
import { kindWords } from '#shared/docs/kind-words.ts';
import { findSenderKeys } from '#shared/store/find-sender-keys.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { endingSoonMs } from '#lib/admin/key-state.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { askDoor } from '#lib/admin/server/ask-door.ts';
import type { KeyUses } from '#shared/wire/key-uses.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { toKeyView } from '#lib/admin/server/to-key-view.ts';
import { readKeyWish } from '#lib/admin/server/key-wish.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

const states = ['valid', 'ending', 'ended', 'any'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { pool } = resources();
  const now = new Date();
  const at = readPage(url);
  const show = states.find((state) => state === url.searchParams.get('show')) ?? 'valid';
  const text = (url.searchParams.get('find') ?? '').slice(0, 200);
  const [found, uses, worlds] = await Promise.all([
    findSenderKeys(pool, {
      ...{ now, text, limit: pageRows, skip: (at - 1) * pageRows },
      state: show === 'ending' ? 'valid' : show,
      ...(show === 'ending' && { endsBefore: new Date(now.getTime() + endingSoonMs) }),
    }),
    askDoor<KeyUses>('key.uses', {}, locals.viewer),
    listWorlds(pool),
  ]);
  return {
    ...{ page: at, show, text, uses, total: found.total, keys: found.keys.map(toKeyView) },
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
