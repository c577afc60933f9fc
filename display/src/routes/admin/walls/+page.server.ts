import type { WallTokenCreated } from '#shared/access/wall-token-commands.ts';
import { listWallTokens } from '#shared/store/list-wall-tokens.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  const { pool } = resources();
  const page = readPage(url);
  const [tokens, worlds] = await Promise.all([listWallTokens(pool), listWorlds(pool)]);
  // Those in use first, each part with the newest first.
  const ordered = tokens.reverse().sort((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null));
  return {
    page,
    total: ordered.length,
    tokens: ordered.slice((page - 1) * pageRows, page * pageRows),
    worlds: ['live', ...worlds.map(({ world }) => world)],
  };
};

export const actions: Actions = {
  create: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'walltoken.create', subject: form.text('label') };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const world = form.text('world');
    const answer = await carryOut<WallTokenCreated>(event, form, {
      ...{ owner: 'office', verb: 'walltoken.create' },
      body: { label: form.text('label'), world: world === '' ? null : world },
    });
    return tell(about, form, answer, ({ id, token }) => ({
      subject: id,
      secret: `${event.url.origin}/wall?token=${encodeURIComponent(token)}`,
    }));
  },
};
