import { actJudge } from '#shared/access/act-commands.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { defineCommand } from './command.ts';
import { judge } from '../../commands/judge.ts';

/** `act.judge`: judges somebody's act for another process, and notes it in the trail when that asks for it. */
export const actJudgeCommand = defineCommand({
  verb: 'act.judge',
  repeat: 'any',
  needs: 'act.judge',
  body: actJudge,
  act: async ({ actor, act, note }, { sql, now }) => {
    const judged = await judge(sql, actor, { needs: act, object: {} });
    if ('fault' in judged) return { answer: { ok: false, code: 'forbidden', message: judged.fault } };
    if (note) await insertAudit(sql, { at: now, actor, ...note });
    return { answer: { ok: true, value: {} } };
  },
});
