import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { openCommand } from '#shared/service/open-command.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import { keyUsesAsked, type KeyUses } from '#shared/wire/key-uses.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import type { CommandGate } from '../rights/judge-act.ts';
import type { SenderUse } from './sender-use.ts';

/** Answers `key.uses`: whoever changes a key waits until the old one is used no more. End by unsubscribing. */
export function serveKeyUses(
  nats: NatsConnection,
  subjects: Subjects,
  { use, gate, now }: { use: SenderUse; gate: CommandGate; now: () => number },
): Subscription {
  const since = new Date(now()).toISOString();
  const answer = async (message: Msg): Promise<CommandAnswer<KeyUses>> => {
    const opened = openCommand(message, { key: gate.key, nowMs: now() });
    if ('refused' in opened) return opened.refused;
    const refused = await gate.judge({ actor: opened.envelope.actor, act: 'key.see' });
    if (refused) return refused;
    if (!keyUsesAsked.safeParse(opened.envelope.body).success)
      return { ok: false, code: 'invalid', message: 'key.uses takes {}' };
    const last = [...use.lastUsedMs()].map(([kid, ms]) => [kid, new Date(ms).toISOString()]);
    return { ok: true, value: { since, lastUsedAt: Object.fromEntries(last) as Record<string, string> } };
  };
  return nats.subscribe(subjects.command('ingest', 'key.uses'), {
    callback: (error, message) => {
      if (!error) void answer(message).then((given) => message.respond(JSON.stringify(given)));
    },
  });
}
