import { worldName } from '#shared/wire/world.ts';
import type { ChannelView, ContactView, NoticeView } from '#shared/wire/notify-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { readChannel } from '#lib/people/channel-form.ts';
import { askDuty } from '#lib/people/server/ask-duty.ts';
import { resources } from '#lib/server/resources.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import type { Actions, PageServerLoad } from './$types';

const rowsShown = 50;

export const load: PageServerLoad = async (event) => {
  const query = event.url.searchParams;
  const asked = worldName.safeParse(query.get('world') ?? 'live');
  const world = asked.success ? asked.data : 'live';
  const before = Number(query.get('before') ?? '');
  const [channels, contacts, notices, worlds] = await Promise.all([
    askDuty<ChannelView[]>(event, 'channel.list', {}),
    askDuty<ContactView[]>(event, 'contact.list', {}),
    askDuty<NoticeView[]>(event, 'notify.list', { world, limit: rowsShown, ...(before > 0 && { before }) }),
    listWorlds(resources().pool),
  ]);
  const language = event.locals.language === 'en' ? 'en' : 'vi';
  const rows = notices.ok ? notices.value : [];
  return {
    ...{ world, isAway: !channels.ok, channels: channels.ok ? channels.value : [], notices: rows },
    worlds: ['live', ...worlds.map((one) => one.world)],
    older: rows.length === rowsShown ? (rows.at(-1)?.id ?? null) : null,
    people: (contacts.ok ? contacts.value : [])
      .filter(({ version }) => version > 0)
      .map(({ id, name }) => ({ id, name: name[language] })),
  };
};

export const actions: Actions = {
  channel: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'channel.set', subject: form.text('kind') };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const body = { expectedVersion: Number(form.text('version')), settings: readChannel(form) };
    return tell(about, form, await carryOut<ChannelView>(event, form, { owner: 'duty', verb: 'channel.set', body }));
  },
  test: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'notify.test', subject: form.text('channel') };
    const contact = form.text('contact');
    const body = { channel: form.text('channel'), ...(contact !== '' && { contact }) };
    return tell(about, form, await carryOut<unknown>(event, form, { owner: 'duty', verb: 'notify.test', body }));
  },
};
