import { error } from '@sveltejs/kit';
import type { KeyCreate, KeyCreated } from '#shared/wire/commands.ts';
import { findKeysBeside } from '#shared/store/find-sender-keys.ts';
import { keyStateOf } from '#lib/admin/key-state.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { askDoor } from '#lib/admin/server/ask-door.ts';
import type { KeyUses } from '#shared/wire/key-uses.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { toKeyView } from '#lib/admin/server/to-key-view.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

const DAY_MS = 86_400_000;

export const load: PageServerLoad = async ({ params, locals }) => {
  const [beside, uses] = await Promise.all([findKeys(params.kid), askDoor<KeyUses>('key.uses', {}, locals.viewer)]);
  const nowMs = Date.now();
  const isValid = (key: (typeof beside)[number]): boolean => ['valid', 'ending'].includes(keyStateOf(key, nowMs));
  const [key] = beside.filter(({ kid }) => kid === params.kid);
  if (!key) error(404);
  return { key, beside, uses, canEnd: isValid(key), isLast: beside.filter(isValid).length === 1 };
};

export const actions: Actions = {
  rotate: async (event) => {
    const form = await readForm(event.request);
    const { kid } = event.params;
    const about = { verb: 'key.create', subject: kid };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const [key] = (await findKeys(kid)).filter((one) => one.kid === kid);
    if (!key) error(404);
    const { source, world, kinds, assets, ratePerS, allowanceD } = key;
    const validD = Math.max(1, Math.round((Date.parse(key.expiresAt) - Date.parse(key.notBefore)) / DAY_MS) - 1);
    const body: KeyCreate = { source, world, kinds: [...kinds], assets: [...assets], ratePerS, allowanceD, validD };
    const answer = await carryOut<KeyCreated>(event, form, { owner: 'office', verb: 'key.create', body });
    return tell(about, form, answer, (made) => ({ subject: made.kid, secret: made.token }));
  },
  revoke: async (event) => {
    const form = await readForm(event.request);
    const { kid } = event.params;
    const about = { verb: 'key.revoke', subject: kid };
    const missing = findMissing(about, form, kid);
    if (missing) return missing;
    return tell(about, form, await carryOut(event, form, { owner: 'office', verb: 'key.revoke', body: { kid } }));
  },
};

async function findKeys(kid: string) {
  return (await findKeysBeside(resources().pool, kid)).map(toKeyView);
}
