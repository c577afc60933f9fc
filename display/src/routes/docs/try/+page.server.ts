import { fail } from '@sveltejs/kit';
import { tryLimits, type KeyTried } from '#shared/access/try-key.ts';
import { exampleEvent } from '#shared/docs/example-event.ts';
import { sendScripts } from '#shared/docs/send-scripts.ts';
import { listTryKeysOf } from '#shared/store/list-try-keys-of.ts';
import { askOwner } from '#lib/server/ask-owner.ts';
import { docsSetting } from '#lib/server/docs-setting.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { viewer } = locals;
  const nowMs = Date.now();
  const keys = viewer?.kind === 'account' ? await listTryKeysOf(resources().pool, viewer.name) : [];
  const event = exampleEvent('kiosk.heartbeat', await docsSetting(url.origin, nowMs));
  return {
    limits: tryLimits,
    script: sendScripts({ origin: url.origin, event }).find(({ name }) => name === 'curl'),
    keys: keys.map(({ kid, world, expiresAt, revokedAt }) => ({
      ...{ kid, world, expiresAt: expiresAt.toISOString() },
      isGood: revokedAt === null && expiresAt.getTime() > nowMs,
    })),
  };
};

export const actions: Actions = {
  default: async ({ locals }) => {
    const { viewer } = locals;
    if (viewer?.kind !== 'account') return fail(403, { fault: 'forbidden' as const });
    const answer = await askOwner<KeyTried>('office', 'key.try', { actor: `account:${viewer.name}`, body: {} });
    if (answer.ok) return { made: answer.value };
    if (answer.code === 'conflict') return fail(409, { fault: 'too-many' as const });
    if (answer.code === 'forbidden') return fail(403, { fault: 'forbidden' as const });
    return fail(503, { fault: 'unavailable' as const });
  },
};
