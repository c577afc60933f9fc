import { claimCommand } from '#shared/store/claim-command.ts';
import type { AuditEntry } from '#shared/store/insert-audit.ts';
import { saveAnswer } from '#shared/store/save-answer.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { CommandAnswer, CommandEnvelope } from '#shared/wire/commands.ts';
import type { ActContext, Command, Outcome } from './command.ts';
import { hashBody } from './hash-body.ts';
import { judge } from './judge.ts';

/** A transaction that an owner has begun for a command, and what the owner adds to what an act has at hand. */
export type Begun<Context> = {
  readonly sql: Sql;
  readonly extend: (context: ActContext) => Context;
  /** Writes a line of the trail, or keeps it until the end of the transaction. */
  readonly audit: (entry: AuditEntry) => void | Promise<void>;
};

/** How an owner makes transactions. `isAct`: the command may change something. */
export type Transact<Context> = <Result>(
  options: { readonly isAct: boolean },
  work: (begun: Begun<Context>) => Promise<Result>,
) => Promise<Result>;

/** What was answered; `done` is what came of the act, when this command was carried out just now. */
export type CarriedOut<Done> = { readonly answer: CommandAnswer<unknown>; readonly done?: Done };

/**
 * Carries out a command in one transaction: the right of whoever asks, its id, the act, the trail and the answer for a
 * repeat are all kept or none. Throws when the database fails; the command may then be sent again with the same id.
 */
export async function carryOut<Context extends ActContext, Done extends Outcome>(
  transact: Transact<Context>,
  command: Command<Context, Done>,
  options: { envelope: CommandEnvelope; now: Date },
): Promise<CarriedOut<Done>> {
  const { envelope, now } = options;
  const body = command.parse(envelope.body);
  if ('fault' in body) return refuse('invalid', body.fault);
  return transact({ isAct: command.repeat === 'once' }, async ({ sql, extend, audit }) => {
    const subject = await judge(sql, envelope.actor, { needs: command.needs, object: body.object });
    if ('fault' in subject) return refuse('forbidden', subject.fault);
    if (command.repeat === 'once') {
      const claim = { id: envelope.id, verb: command.verb, bodyHash: hashBody(envelope.body), at: now };
      const earlier = await claimCommand(sql, claim);
      if (earlier?.verb === command.verb && earlier.isSameBody) return { answer: earlier.answer };
      if (earlier) {
        return refuse('conflict', `the id ${envelope.id} was used for another ${earlier.verb}; choose another id`);
      }
    }
    const { id: commandId, actor, reason } = envelope;
    const done = await body.act(extend({ sql, now, actor, subject, commandId }));
    if (done.audit) await audit({ at: now, actor, verb: command.verb, reason, ...done.audit });
    if (command.repeat === 'once') await saveAnswer(sql, commandId, done.repeatAnswer ?? done.answer);
    return { answer: done.answer, done };
  });
}

function refuse(code: 'invalid' | 'conflict' | 'forbidden', message: string): CarriedOut<never> {
  return { answer: { ok: false, code, message } };
}
