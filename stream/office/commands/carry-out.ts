import type pg from 'pg';
import { claimCommand } from '#shared/store/claim-command.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { saveAnswer } from '#shared/store/save-answer.ts';
import type { CommandAnswer, CommandEnvelope } from '#shared/wire/commands.ts';
import type { DocumentName } from '../registry/registry-documents.ts';
import type { ActContext, Command, Outcome } from './command.ts';
import { hashBody } from './hash-body.ts';
import { judge } from './judge.ts';

export type CarriedOut = {
  readonly answer: CommandAnswer<unknown>;
  /** Documents that the act changed. */
  readonly publish: readonly DocumentName[];
  readonly recheck?: true | undefined;
};

/**
 * Carries out a command in one transaction: the right of whoever asks, its id, the act, the trail and the answer for a
 * repeat are all kept or none. Throws when the database fails; the command may then be sent again with the same id.
 */
export async function carryOut(
  pool: pg.Pool,
  command: Command,
  options: { envelope: CommandEnvelope; now: Date },
): Promise<CarriedOut> {
  const { envelope, now } = options;
  const body = command.parse(envelope.body);
  if ('fault' in body) return refuse('invalid', body.fault);
  return inTransaction(pool, async (sql) => {
    const subject = await judge(sql, envelope.actor, { needs: command.needs, object: body.object });
    if ('fault' in subject) return refuse('forbidden', subject.fault);
    if (command.repeat === 'once') {
      const claim = { id: envelope.id, verb: command.verb, bodyHash: hashBody(envelope.body), at: now };
      const earlier = await claimCommand(sql, claim);
      if (earlier?.verb === command.verb && earlier.isSameBody) return { answer: earlier.answer, publish: [] };
      if (earlier) {
        return refuse('conflict', `the id ${envelope.id} was used for another ${earlier.verb}; choose another id`);
      }
    }
    const context = { sql, now, actor: envelope.actor, subject };
    const outcome = await body.act(context);
    await record(context, command, { envelope, outcome });
    return { answer: outcome.answer, publish: outcome.publish ?? [], recheck: outcome.recheck };
  });
}

async function record(
  { sql, now, actor }: ActContext,
  { verb, repeat }: Command,
  { envelope, outcome }: { envelope: CommandEnvelope; outcome: Outcome },
): Promise<void> {
  const { reason } = envelope;
  if (outcome.audit) await insertAudit(sql, { at: now, actor, verb, reason, ...outcome.audit });
  if (repeat === 'once') await saveAnswer(sql, envelope.id, outcome.repeatAnswer ?? outcome.answer);
}

function refuse(code: 'invalid' | 'conflict' | 'forbidden', message: string): CarriedOut {
  return { answer: { ok: false, code, message }, publish: [] };
}
