import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { CommandKey } from '#shared/service/command-key.ts';
import type { Log } from '#shared/service/log.ts';
import { openCommand } from '#shared/service/open-command.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import { carryOut, type Transact } from './carry-out.ts';
import type { ActContext, Command, Outcome } from './command.ts';

/**
 * Answers an owner's commands. Several processes of one owner share them; each command reaches one. Returns how to stop:
 * no new commands, those under way are answered.
 */
export function serveCommands<Context extends ActContext, Done extends Outcome>(options: {
  nats: NatsConnection;
  subjects: Subjects;
  owner: 'office' | 'duty';
  commands: ReadonlyMap<string, Command<Context, Done>>;
  transact: Transact<Context>;
  /** What commands must be signed with. */
  key: CommandKey;
  log: Log;
  now: () => number;
  /** What follows an act, before it is answered. */
  after?: (done: Done) => void | Promise<void>;
  /** Told of every answer; `verb` is one of the owner's own, or 'unknown'. */
  onAnswer?: (verb: string, answer: CommandAnswer<unknown>) => void;
}): () => Promise<void> {
  const { nats, subjects, owner, commands, transact, key, log, now } = options;
  const prefix = subjects.command(owner, '');

  const answer = async (message: Msg): Promise<CommandAnswer<unknown>> => {
    const verb = message.subject.slice(prefix.length);
    const command = commands.get(verb);
    if (!command) return refuse(`${owner} has no verb ${verb}; there are ${[...commands.keys()].join(', ')}`);
    const opened = openCommand(message, { key, nowMs: now() });
    if ('refused' in opened) return opened.refused;
    const { envelope } = opened;
    try {
      const { answer, done } = await carryOut(transact, command, { envelope, now: new Date(now()) });
      if (!answer.ok && answer.code === 'forbidden') log.warn({ verb, actor: envelope.actor }, 'refused');
      if (done) await options.after?.(done);
      return answer;
    } catch (error) {
      log.error({ err: error, verb }, 'command failed');
      const text = `${verb} could not be carried out now; send it again with the same id. The log of ${owner} says why`;
      return { ok: false, code: 'unavailable', message: text };
    }
  };

  const underWay = new Set<Promise<void>>();
  const subscription = nats.subscribe(subjects.command(owner, '>'), {
    queue: owner,
    callback: (error, message) => {
      if (error) {
        log.error({ err: error }, 'commands cannot be received');
        return;
      }
      const work = answer(message).then((reply) => {
        const verb = message.subject.slice(prefix.length);
        options.onAnswer?.(commands.has(verb) ? verb : 'unknown', reply);
        message.respond(JSON.stringify(reply));
      });
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    },
  });
  return async () => {
    await subscription.drain();
    await Promise.all(underWay);
  };
}

function refuse(message: string): CommandAnswer<never> {
  return { ok: false, code: 'invalid', message };
}
