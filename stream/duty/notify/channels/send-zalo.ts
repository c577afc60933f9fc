import { z } from 'zod';
import type { ChannelSettings } from '#shared/wire/notify-commands.ts';
import { ending, refuse, type Ending, type Parcel } from './channel.ts';
import { judgeStatus, post } from './post.ts';
import { toInternational } from './to-international.ts';

type Settings = Extract<ChannelSettings, { kind: 'zalo' }>;

/**
 * The body of `POST /message/template`, as Zalo documents it for official accounts: an approved template with its fields.
 * Checked against that documentation only: nobody has sent it to the real service from here.
 */
export const zaloMessage = z.strictObject({
  phone: z.string().regex(/^84\d{8,10}$/),
  template_id: z.string().regex(/^\d{1,20}$/),
  template_data: z.record(z.string().regex(/^[a-z_]{1,30}$/), z.string().min(1).max(200)),
  tracking_id: z.string().regex(/^[A-Za-z0-9]{1,48}$/),
  mode: z.literal('development').optional(),
});

/** Errors that another try may mend: too many at once, their server, an access token that is being renewed. */
const mayPass = new Set([-100, -113, -124, -140, -1004]);

const zaloAnswer = z.object({ error: z.number(), message: z.string().default('') });

/** Sends an approved template by a Zalo official account. `secret` is the account's access token. */
export async function sendZalo(settings: Settings, secret: string | null, parcel: Parcel): Promise<Ending> {
  const { phone, key, text } = parcel;
  if (phone === null) return refuse('the contact has no telephone');
  const body = zaloMessage.safeParse({
    phone: toInternational(phone),
    template_id: settings.template,
    template_data: text.fields,
    tracking_id: key.replaceAll('-', ''),
    ...(settings.mode === 'development' && { mode: 'development' }),
  });
  if (!body.success)
    return refuse(body.error.issues.map(({ path }) => `${path.join('.')} is not as Zalo wants it`).join('; '));
  const answered = await post(settings.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', access_token: secret ?? '' },
    timeoutMs: parcel.timeoutMs,
    body: JSON.stringify(body.data),
  });
  if ('ended' in answered) return answered.ended;
  const judged = judgeStatus(answered.status, answered.text);
  if (judged.state !== 'sent') return judged;
  // Zalo says 200 to what it refuses; the error is in the body, 0 for none.
  const answer = parseAnswer(answered.text);
  if (!answer) return ending('unknown', `Zalo answered what nobody can read: ${answered.text}`);
  if (answer.error === 0) return ending('sent', 'Zalo took it');
  return ending(mayPass.has(answer.error) ? 'failed' : 'refused', `Zalo error ${answer.error}: ${answer.message}`);
}

function parseAnswer(text: string): z.output<typeof zaloAnswer> | undefined {
  try {
    return zaloAnswer.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
