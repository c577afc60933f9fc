import type { ChannelSettings } from '#shared/wire/notify-commands.ts';
import { refuse, type Ending, type Parcel } from './channels/channel.ts';
import { sendEmail } from './channels/send-email.ts';
import { sendSms } from './channels/send-sms.ts';
import { sendWebhook } from './channels/send-webhook.ts';
import { sendZalo } from './channels/send-zalo.ts';

/** Sends a parcel by a channel. Never throws: how it ended is the answer. */
export async function sendParcel(
  settings: ChannelSettings,
  secret: string | null,
  { parcel, nowMs }: { parcel: Parcel; nowMs: number },
): Promise<Ending> {
  switch (settings.kind) {
    case 'email':
      return sendEmail(settings, secret, parcel);
    case 'sms':
      return sendSms(settings, secret, parcel);
    case 'webhook':
      return sendWebhook(settings, secret, { parcel, nowMs });
    case 'zalo':
      return sendZalo(settings, secret, parcel);
    case 'heartbeat':
      return Promise.resolve(refuse('a heartbeat carries no messages'));
  }
}
