import { parseArgs } from 'node:util';
import { channelKinds, type NotifyTested, type NoticeView } from '#shared/wire/notify-commands.ts';
import { sleep } from '#shared/service/retry.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Send a test message to a contact by one channel, and say what became of it';
export const usage = `${channelKinds.join('|')} --contact ID [--wait SECONDS]`;

/** Sends it; exit code 1 unless it arrived. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { contact: { type: 'string' }, wait: { type: 'string', default: '60' } },
  });
  const [channel] = positionals;
  const { notice } = await askOwner<NotifyTested>('duty', io, 'notify.test', { channel, contact: values.contact });
  for (let left = Number(values.wait); left > 0 && !io.signal.aborted; left -= 1) {
    const listed = await askOwner<NoticeView[]>('duty', io, 'notify.list', { limit: 100 });
    const told = listed.find(({ id }) => id === notice);
    if (told && told.state !== 'waiting') {
      const last = told.attempts.at(-1);
      io.stdout.write(
        `${told.state}${told.why === null ? '' : ` (${told.why})`} after ${told.attempts.length} attempts: ${last?.answer ?? 'none was made'}\n`,
      );
      return told.state === 'sent' ? 0 : 1;
    }
    await sleep(1_000, io.signal);
  }
  io.stdout.write(
    `not known after ${values.wait} s; it goes on being tried, /admin/notifications shows it as notice ${notice}\n`,
  );
  return 1;
}
