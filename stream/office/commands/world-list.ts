import { z } from 'zod';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { defineCommand } from './command.ts';

/** `world.list`: every world other than `live`, with its clock. */
export const worldListCommand = defineCommand({
  verb: 'world.list',
  repeat: 'any',
  needs: 'world.see',
  body: z.strictObject({}),
  act: async (_body, { sql }) => ({ answer: { ok: true, value: await listWorlds(sql) } }),
});
