import { randomUUID } from 'node:crypto';
import { parseActor } from '#shared/access/actor.ts';
import type { NoticeSays } from '#shared/duty/notice/notice-says.ts';
import { listContacts } from '#shared/store/list-contacts.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import { notifyTest, type NotifyTested } from '#shared/wire/notify-commands.ts';
import { defineCommand, type Outcome } from '../commands/command.ts';
import { insertNotice } from '../notify/insert-notice.ts';

/** `notify.test`: a test message by one channel, by default to the contact of whoever asks. */
export const notifyTestCommand = defineCommand({
  verb: 'notify.test',
  repeat: 'once',
  needs: 'rota.manage',
  body: notifyTest,
  act: async ({ channel, contact: asked }, { sql, now, actor }): Promise<Outcome> => {
    const account = parseActor(actor)?.name;
    const contacts = await listContacts(sql);
    const contact = contacts.find((one) => (asked === undefined ? one.account === account : one.id === asked));
    if (!contact) {
      const message =
        asked === undefined
          ? `no contact has the account ${account}; set the account of one, or name a contact`
          : `there is no contact ${asked}; contact list shows all`;
      return { answer: { ok: false, code: 'not-found', message } };
    }
    const subject = `test:${randomUUID()}`;
    const at = now.toISOString();
    const says: NoticeSays = {
      reason: 'test',
      priority: 'P3',
      ...{ number: null, place: null, action: null, at, isExercise: false },
      title: { vi: 'Kênh này gửi được tin của Vọng Lâu', en: 'This channel carries messages of Vọng Lâu' },
      path: '/admin/notifications',
    };
    const told = { incident: null, alert: null, step: null, round: null };
    const notice = { world: 'live', subject, ...told, contact, channel, dedupe: subject, says, at: now };
    const id = await insertNotice(sql, notice, { now, timeZone: await readTimeZone(sql) });
    return {
      answer: { ok: true, value: { notice: id ?? 0 } satisfies NotifyTested },
      audit: { subject: `contact:${contact.id}`, detail: { channel } },
    };
  },
});
