import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { commandEnvelope, type CommandAnswer } from '#shared/wire/commands.ts';
import { receiptsRead, type DayReceipts, type IdReceipts } from '#shared/wire/receipts.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import { readDayReceipts, readIdReceipts, type ReceiptSources } from './read-receipts.ts';

type Answer = CommandAnswer<DayReceipts | IdReceipts>;

/** Answers the administrator's command `receipts.read`, of any source; end by unsubscribing. */
export function serveReceiptsCommand(
  nats: NatsConnection,
  subjects: Subjects,
  { sources, now }: { sources: ReceiptSources; now: () => number },
): Subscription {
  const answer = async (text: string): Promise<Answer> => {
    const envelope = commandEnvelope.safeParse(parse(text));
    const asked = receiptsRead.safeParse(envelope.data?.body);
    if (!asked.success) {
      return {
        ok: false,
        code: 'invalid',
        message: asked.error.issues[0]?.message ?? 'a command is {id, actor, body}',
      };
    }
    const { world, source, ids, range } = asked.data;
    if (ids) return readIdReceipts(sources, { world, source }, { ids, keySource: source });
    const today = sources.calendar.dayOf(now());
    return readDayReceipts(sources, { world, source }, { range: range ?? { from: today, to: today }, assets: ['*'] });
  };
  return nats.subscribe(subjects.command('ingest', 'receipts.read'), {
    callback: (error, message) => {
      if (!error) void answer(message.string()).then((given) => message.respond(JSON.stringify(given)));
    },
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
