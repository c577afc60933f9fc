import { messageIdOf, sendMail } from '#shared/service/smtp.ts';
import type { ChannelSettings } from '#shared/wire/notify-commands.ts';
import { ending, refuse, type Ending, type Parcel } from './channel.ts';

type Settings = Extract<ChannelSettings, { kind: 'email' }>;

/** Sends by the city's SMTP server. The Message-ID is the parcel's key, so that a repeat is seen as one. */
export async function sendEmail(settings: Settings, secret: string | null, parcel: Parcel): Promise<Ending> {
  if (parcel.email === null) return refuse('the contact has no e-mail');
  const isUrgent = parcel.notices.some(({ priority, reason }) => priority === 'P1' && reason !== 'resolved');
  const server = { settings, secret, timeoutMs: parcel.timeoutMs };
  const { state, words } = await sendMail(server, {
    ...{ to: parcel.email, subject: parcel.text.subject, text: parcel.text.full },
    messageId: messageIdOf(parcel.key, settings),
    ...(isUrgent && { priority: 'high' as const }),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Vonglau-Id': parcel.key },
  });
  return ending(state, words);
}
