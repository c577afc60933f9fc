import { z } from 'zod';
import { listAccounts } from '#shared/store/list-accounts.ts';
import { defineCommand } from './command.ts';

/** `account.list`: every account there is or was. */
export const accountListCommand = defineCommand({
  verb: 'account.list',
  repeat: 'any',
  needs: 'account.see',
  body: z.strictObject({}),
  act: async (_body, { sql, now }) => ({ answer: { ok: true, value: await listAccounts(sql, now) } }),
});
