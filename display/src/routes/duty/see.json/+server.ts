import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { readContacts } from '#lib/duty/server/read-contacts.ts';
import { askOwner } from '#lib/server/ask-owner.ts';
import type { AlertSeen } from '#shared/wire/alert-commands.ts';
import type { IncidentDetail } from '#shared/wire/incident-commands.ts';
import type { NoticeView } from '#shared/wire/notify-commands.ts';
import type { RequestHandler } from './$types';

const asked = z.union([
  z.strictObject({ incident: z.coerce.number().int().min(1), world: z.string() }),
  z.strictObject({ alert: z.coerce.number().int().min(1) }),
]);

/** Everything there is of one incident or alert: its owner's word, whom to call, and who was told. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const { viewer } = locals;
  const wish = asked.safeParse(Object.fromEntries(url.searchParams));
  if (!wish.success || viewer?.kind !== 'account') error(400, 'incident and world, or alert');
  const actor = `account:${viewer.name}`;
  if ('alert' in wish.data) {
    const body = { id: wish.data.alert };
    const [alert, contacts] = await Promise.all([
      askOwner<AlertSeen>('duty', 'alert.see', { actor, body }),
      readContacts(actor),
    ]);
    return Response.json({ alert, contacts });
  }
  const { incident: id, world } = wish.data;
  const [incident, contacts, notices] = await Promise.all([
    askOwner<IncidentDetail>('duty', 'incident.see', { actor, body: { id } }),
    readContacts(actor),
    askOwner<NoticeView[]>('duty', 'notify.list', { actor, body: { world, incident: id, limit: 20 } }),
  ]);
  return Response.json({ incident, contacts, notices: notices.ok ? notices.value : null });
};
