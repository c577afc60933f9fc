import { listTargets } from '#shared/store/list-targets.ts';
import { targetList } from '#shared/wire/kpi-commands.ts';
import { defineCommand } from './command.ts';
import { unitOf } from './exclusion-told.ts';

/** `target.list`: what was, is and will have to be reached. */
export const targetListCommand = defineCommand({
  verb: 'target.list',
  repeat: 'any',
  needs: 'target.see',
  objectOf: ({ unit = null }) => ({ unit }),
  body: targetList,
  act: async ({ unit }, { sql }) => {
    const rows = await listTargets(sql);
    const value = unit === undefined ? rows : rows.filter(({ unitSet }) => [null, unit].includes(unitOf(unitSet)));
    return { answer: { ok: true, value } };
  },
});
