import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import type { ChannelSettings } from '../wire/notify-commands.ts';

type EmailSettings = Extract<ChannelSettings, { kind: 'email' }>;

/**
 * How a letter fared. `refused`: the server will never take it; `failed`: it did not arrive; `unknown`: it may have.
 * `words` are the server's, and may hold an address.
 */
export type MailEnding = { readonly state: 'sent' | 'failed' | 'refused' | 'unknown'; readonly words: string };

/** Sends one letter by the city's SMTP server. `timeoutMs`: how long the server may be silent. Never throws. */
export async function sendMail(
  { settings, secret, timeoutMs }: { settings: EmailSettings; secret: string | null; timeoutMs: number },
  mail: Omit<SendMailOptions, 'from'>,
): Promise<MailEnding> {
  const { host, port, security, user, from } = settings;
  const transport = createTransport({
    ...{ host, port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    ...(user !== null && { auth: { user, pass: secret ?? '' } }),
    // Files and addresses on the web are nobody's business in a message of ours.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  try {
    const info = await transport.sendMail({ ...mail, from });
    return { state: 'sent', words: info.response };
  } catch (error) {
    return judgeFailure(error);
  } finally {
    transport.close();
  }
}

/** The Message-ID of a letter: the same at every attempt, so that a repeat is seen as one. */
export function messageIdOf(key: string, { from }: Pick<EmailSettings, 'from'>): string {
  return `<${key}@${from.split('@')[1] ?? 'vonglau'}>`;
}

/** 5xx of SMTP is for good, 4xx for now. A connection that broke after the text was sent: nobody knows. */
function judgeFailure(error: unknown): MailEnding {
  const { responseCode, command, code, message } = error as {
    responseCode?: number;
    command?: string;
    code?: string;
    message?: string;
  };
  const words = message ?? code ?? 'the SMTP server could not be spoken to';
  // Who may log in is mended by the administrator, and then the next try does.
  if (code === 'EAUTH') return { state: 'failed', words };
  if (responseCode !== undefined) return { state: responseCode >= 500 ? 'refused' : 'failed', words };
  const mayHaveArrived = command === 'DATA' || code === 'ECONNECTION' || code === 'ETIMEDOUT' || code === 'ESOCKET';
  return { state: mayHaveArrived && command !== 'CONN' ? 'unknown' : 'failed', words };
}
