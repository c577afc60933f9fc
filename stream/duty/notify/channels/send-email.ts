import { createTransport } from 'nodemailer';
import type { ChannelSettings } from '#shared/wire/notify-commands.ts';
import { ending, refuse, type Ending, type Parcel } from './channel.ts';

type Settings = Extract<ChannelSettings, { kind: 'email' }>;

/** Sends by the city's SMTP server. The Message-ID is the parcel's key, so that a repeat is seen as one. */
export async function sendEmail(settings: Settings, secret: string | null, parcel: Parcel): Promise<Ending> {
  if (parcel.email === null) return refuse('the contact has no e-mail');
  const { host, port, security, user, from } = settings;
  const { timeoutMs } = parcel;
  const transport = createTransport({
    ...{ host, port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    ...(user !== null && { auth: { user, pass: secret ?? '' } }),
    // Files and addresses on the web are nobody's business in a message of ours.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  try {
    const isUrgent = parcel.notices.some(({ priority, reason }) => priority === 'P1' && reason !== 'resolved');
    const info = await transport.sendMail({
      ...{ from, to: parcel.email, subject: parcel.text.subject, text: parcel.text.full },
      messageId: `<${parcel.key}@${from.split('@')[1] ?? 'vonglau'}>`,
      ...(isUrgent && { priority: 'high' as const }),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Vonglau-Id': parcel.key },
    });
    return ending('sent', info.response);
  } catch (error) {
    return judgeFailure(error);
  } finally {
    transport.close();
  }
}

/** 5xx of SMTP is for good, 4xx for now. A connection that broke after the text was sent: nobody knows. */
function judgeFailure(error: unknown): Ending {
  const { responseCode, command, code, message } = error as {
    responseCode?: number;
    command?: string;
    code?: string;
    message?: string;
  };
  const words = message ?? code ?? 'the SMTP server could not be spoken to';
  // Who may log in is mended by the administrator, and then the next try does.
  if (code === 'EAUTH') return ending('failed', words);
  if (responseCode !== undefined) return ending(responseCode >= 500 ? 'refused' : 'failed', words);
  const mayHaveArrived = command === 'DATA' || code === 'ECONNECTION' || code === 'ETIMEDOUT' || code === 'ESOCKET';
  return ending(mayHaveArrived && command !== 'CONN' ? 'unknown' : 'failed', words);
}
