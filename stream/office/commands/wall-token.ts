import { z } from 'zod';
import { newShortId } from '#shared/access/short-id.ts';
import { hashToken, newToken } from '#shared/access/token.ts';
import { wallTokenCreate, wallTokenRevoke, type WallTokenCreated } from '#shared/access/wall-token-commands.ts';
import { insertWallToken } from '#shared/store/insert-wall-token.ts';
import { listWallTokens } from '#shared/store/list-wall-tokens.ts';
import { revokeWallToken } from '#shared/store/revoke-wall-token.ts';
import { defineCommand } from './command.ts';

/** `walltoken.create`: read-only access for a screen. */
export const wallTokenCreateCommand = defineCommand({
  verb: 'walltoken.create',
  repeat: 'once',
  needs: 'walltoken.manage',
  body: wallTokenCreate,
  act: async ({ label, world }, { sql, now }) => {
    const value: WallTokenCreated = { id: newShortId(), token: newToken() };
    await insertWallToken(sql, { id: value.id, tokenHash: hashToken(value.token), label, world, at: now });
    return {
      answer: { ok: true, value },
      repeatAnswer: {
        ok: false,
        code: 'conflict',
        message: `this command made wall token ${value.id} already, and it was shown once; if it is lost, revoke ${value.id} and make another`,
      },
      audit: { subject: value.id, detail: { label, world } },
    };
  },
});

/** `walltoken.revoke`: screens that hold it are cut off at once. */
export const wallTokenRevokeCommand = defineCommand({
  verb: 'walltoken.revoke',
  repeat: 'once',
  needs: 'walltoken.manage',
  body: wallTokenRevoke,
  act: async ({ id }, { sql, now }) => {
    const revokedAt = await revokeWallToken(sql, id, now);
    if (!revokedAt) {
      const message = `there is no wall token ${id}; vonglau walltoken list shows all`;
      return { answer: { ok: false, code: 'not-found', message } };
    }
    return {
      answer: { ok: true, value: { id, revokedAt: revokedAt.toISOString() } },
      audit: { subject: id, detail: {} },
      recheck: true,
    };
  },
});

/** `walltoken.list`: every wall token there was, without its secret. */
export const wallTokenListCommand = defineCommand({
  verb: 'walltoken.list',
  repeat: 'any',
  needs: 'walltoken.manage',
  body: z.strictObject({}),
  act: async (_body, { sql }) => ({ answer: { ok: true, value: await listWallTokens(sql) } }),
});
