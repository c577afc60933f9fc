import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type pg from 'pg';
import type { CommandKey } from '#shared/service/command-key.ts';
import type { Log } from '#shared/service/log.ts';
import { openCommand } from '#shared/service/open-command.ts';
import { sleep } from '#shared/service/retry.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import type { RegistryPublisher } from '../registry/registry-publisher.ts';
import { carryOut } from './carry-out.ts';
import type { Command } from './command.ts';

/** An answer waits this long for its change to be published; the change itself is kept already and will be. */
const PUBLISH_WAIT_MS = 2_000;

/**
 * Answers the office's commands. Several offices of one city share them; each command reaches one. Returns how to stop:
 * no new commands, those under way are answered.
 */
export function serveCommands(options: {
  nats: NatsConnection;
  subjects: Subjects;
  pool: pg.Pool;
  publisher: RegistryPublisher;
  commands: ReadonlyMap<string, Command>;
  /** What commands must be signed with. */
  key: CommandKey;
  log: Log;
  now: () => number;
  /** Told of every answer; `verb` is one of the office's own, or 'unknown'. */
  onAnswer?: (verb: string, answer: CommandAnswer<unknown>) => void;
}): () => Promise<void> {
  const { nats, subjects, pool, publisher, commands, key, log, now } = options;
  const prefix = subjects.command('office', '');

  const answer = async (message: Msg): Promise<CommandAnswer<unknown>> => {
    const verb = message.subject.slice(prefix.length);
    const command = commands.get(verb);
    if (!command) return refuse(`the office has no verb ${verb}; there are ${[...commands.keys()].join(', ')}`);
    const opened = openCommand(message, { key, nowMs: now() });
    if ('refused' in opened) return opened.refused;
    const { envelope } = opened;
    try {
      const done = await carryOut(pool, command, { envelope, now: new Date(now()) });
      if (!done.answer.ok && done.answer.code === 'forbidden') log.warn({ verb, actor: envelope.actor }, 'refused');
      if (done.recheck) nats.publish(subjects.recheck);
      if (done.publish.length > 0) await Promise.race([publisher.publish(done.publish), sleep(PUBLISH_WAIT_MS)]);
      return done.answer;
    } catch (error) {
      log.error({ err: error, verb }, 'command failed');
      const text = `${verb} could not be carried out now; send it again with the same id. The log of the office says why`;
      return { ok: false, code: 'unavailable', message: text };
    }
  };

  const underWay = new Set<Promise<void>>();
  const subscription = nats.subscribe(subjects.command('office', '>'), {
    queue: 'office',
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
