import { createHmac } from 'node:crypto';
import type { ChannelSettings } from '#shared/wire/notify-commands.ts';
import type { Ending, Parcel } from './channel.ts';
import { judgeStatus, post } from './post.ts';

type Settings = Extract<ChannelSettings, { kind: 'webhook' }>;

/**
 * Tells another system. Signed as Standard Webhooks has it: `webhook-signature: v1,<base64 of HMAC-SHA256 over
 * id.timestamp.body>`; the receiver refuses old timestamps and forgets a `webhook-id` it has seen.
 */
export async function sendWebhook(
  settings: Settings,
  secret: string | null,
  { parcel, nowMs }: { parcel: Parcel; nowMs: number },
): Promise<Ending> {
  const { key, contact, notices, text, origin } = parcel;
  const body = JSON.stringify({
    ...{ type: 'notice', id: key, contact, subject: text.subject },
    notices: notices.map(({ path, ...says }) => ({ ...says, url: `${origin}${path}` })),
  });
  const timestamp = String(Math.floor(nowMs / 1_000));
  const answered = await post(settings.url, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'webhook-id': key, 'webhook-timestamp': timestamp },
      ...(secret !== null && { 'webhook-signature': `v1,${signWebhook(secret, { key, timestamp, body })}` }),
    },
    timeoutMs: parcel.timeoutMs,
    body,
  });
  return 'ended' in answered ? answered.ended : judgeStatus(answered.status, answered.text);
}

/** What a receiver computes to see that the message is ours, whole and of now. */
export function signWebhook(secret: string, of: { key: string; timestamp: string; body: string }): string {
  return createHmac('sha256', secret).update(`${of.key}.${of.timestamp}.${of.body}`).digest('base64');
}
