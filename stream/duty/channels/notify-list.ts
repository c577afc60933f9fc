import { listDeliveries } from '#shared/store/list-deliveries.ts';
import { notifyList } from '#shared/wire/notify-commands.ts';
import { defineCommand } from '../commands/command.ts';

/** `notify.list`: who was told what, and every attempt to tell it. */
export const notifyListCommand = defineCommand({
  verb: 'notify.list',
  repeat: 'any',
  needs: 'contact.see',
  objectOf: ({ world }) => ({ world }),
  body: notifyList,
  act: async (asked, { sql }) => ({ answer: { ok: true, value: await listDeliveries(sql, asked) } }),
});
