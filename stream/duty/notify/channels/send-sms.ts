import { withoutMarks } from '#shared/duty/notice/write-message.ts';
import type { ChannelSettings } from '#shared/wire/notify-commands.ts';
import { ending, refuse, type Ending, type Parcel } from './channel.ts';
import { judgeStatus, post } from './post.ts';
import { toInternational } from './to-international.ts';

type Settings = Extract<ChannelSettings, { kind: 'sms' }>;
type Escape = (text: string) => string;

/**
 * Sends by an SMS gateway: its request is written by the city, with `{to}` (0912…), `{to84}` (84912…), `{text}`, `{id}` and
 * `{secret}` put in, each escaped for the place where it stands, so that no text can change the request.
 */
export async function sendSms(settings: Settings, secret: string | null, parcel: Parcel): Promise<Ending> {
  const { phone, key, text } = parcel;
  if (phone === null) return refuse('the contact has no telephone');
  const values: Readonly<Record<string, string>> = {
    ...{ to: phone, to84: toInternational(phone), id: key, secret: secret ?? '' },
    text: settings.withoutMarks ? withoutMarks(text.short) : text.short,
  };
  const fill = (template: string, escape: Escape): string =>
    template.replaceAll(/\{(to|to84|text|id|secret)\}/g, (_all, name: string) => escape(values[name] ?? ''));
  const isPost = settings.method === 'POST';
  const answered = await post(fill(settings.url, encodeURIComponent), {
    method: settings.method,
    headers: {
      ...(isPost && { 'content-type': settings.form === 'json' ? 'application/json' : formType }),
      ...Object.fromEntries(Object.entries(settings.headers).map(([name, value]) => [name, fill(value, inHeader)])),
    },
    timeoutMs: parcel.timeoutMs,
    body: isPost ? fill(settings.body, settings.form === 'json' ? inJson : encodeURIComponent) : null,
  });
  if ('ended' in answered) return answered.ended;
  const judged = judgeStatus(answered.status, answered.text);
  // Gateways that answer 200 to everything say in words whether they took it.
  if (judged.state !== 'sent' || answered.text.includes(settings.goodAnswer)) return judged;
  return ending('failed', `HTTP ${answered.status} without "${settings.goodAnswer}": ${answered.text}`);
}

const formType = 'application/x-www-form-urlencoded';

/** As the inside of a JSON string. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function inHeader(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '');
}
