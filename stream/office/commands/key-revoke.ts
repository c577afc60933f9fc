import { revokeSenderKey } from '#shared/store/revoke-sender-key.ts';
import { keyRevoke } from '#shared/wire/commands.ts';
import { defineCommand } from './command.ts';

/** `key.revoke`: from now on the door refuses the key. Revoking it again changes nothing. */
export const keyRevokeCommand = defineCommand({
  verb: 'key.revoke',
  repeat: 'once',
  needs: 'key.revoke',
  body: keyRevoke,
  act: async ({ kid }, { sql, now }) => {
    const revokedAt = await revokeSenderKey(sql, kid, now);
    if (!revokedAt) {
      return {
        answer: { ok: false, code: 'not-found', message: `there is no key ${kid}; vonglau key list shows all` },
      };
    }
    return {
      answer: { ok: true, value: { kid, revokedAt: revokedAt.toISOString() } },
      audit: { subject: kid, detail: {} },
      publish: ['keys'],
    };
  },
});
