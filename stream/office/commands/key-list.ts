import { z } from 'zod';
import { listSenderKeys } from '#shared/store/list-sender-keys.ts';
import type { SenderKey } from '#shared/wire/registry.ts';
import { defineCommand } from './command.ts';

const EVER = new Date(0);

/** `key.list`: every key there was, without its secret's hash. */
export const keyListCommand = defineCommand({
  verb: 'key.list',
  repeat: 'any',
  needs: 'key.see',
  body: z.strictObject({}),
  act: async (_body, { sql }) => {
    const keys = await listSenderKeys(sql, EVER);
    return { answer: { ok: true, value: keys.map(toListed) } };
  },
});

function toListed(key: SenderKey): Partial<SenderKey> {
  const listed: Partial<SenderKey> = { ...key };
  delete listed.secretHash;
  return listed;
}
