import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { openCommand } from '#shared/service/open-command.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import { receiptsRead, type DayReceipts, type IdReceipts } from '#shared/wire/receipts.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import type { CommandGate } from '../rights/judge-act.ts';
import { readDayReceipts, readIdReceipts, type ReceiptSources } from './read-receipts.ts';

type Answer = CommandAnswer<DayReceipts | IdReceipts>;

/** Answers the administrator's command `receipts.read`, of any source; end by unsubscribing. */
export function serveReceiptsCommand(
  nats: NatsConnection,
  subjects: Subjects,
  { sources, now, gate }: { sources: ReceiptSources; now: () => number; gate: CommandGate },
): Subscription {
  const answer = async (message: Msg): Promise<Answer> => {
    const opened = openCommand(message, { key: gate.key, nowMs: now() });
    if ('refused' in opened) return opened.refused;
    const refused = await gate.judge({ actor: opened.envelope.actor, act: 'receipt.see' });
    if (refused) return refused;
    const asked = receiptsRead.safeParse(opened.envelope.body);
    if (!asked.success) {
      return { ok: false, code: 'invalid', message: asked.error.issues[0]?.message ?? 'world, source and a range' };
    }
    const { world, source, ids, range, gaps } = asked.data;
    if (ids) return readIdReceipts(sources, { world, source }, { ids, keySource: source });
    const today = sources.calendar.dayOf(now());
    return readDayReceipts(
      sources,
      { world, source },
      { range: range ?? { from: today, to: today }, assets: gaps ? ['*'] : [] },
    );
  };
  return nats.subscribe(subjects.command('ingest', 'receipts.read'), {
    callback: (error, message) => {
      if (!error) void answer(message).then((given) => message.respond(JSON.stringify(given)));
    },
  });
}
