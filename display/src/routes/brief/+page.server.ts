import type { BriefIssued } from '#shared/wire/brief-commands.ts';
import { listBriefPeriods } from '#shared/store/brief-periods.ts';
import { listBriefReaders } from '#shared/store/brief-readers.ts';
import { listBriefs } from '#shared/store/briefs.ts';
import { listContacts } from '#shared/store/list-contacts.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm, type Form } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const shown = 60;

export const load: PageServerLoad = async (event) => {
  const desk = readDesk(event);
  const { pool } = resources();
  const skip = Math.max(0, Math.trunc(Number(event.url.searchParams.get('skip')) || 0));
  const { rows, total } = await listBriefs(pool, { world: desk.world, limit: shown, skip });
  const nowMs = (await readWorldNow(pool, desk.world, Date.now())) ?? Date.now();
  const mayManage = desk.may.includes('brief.manage');
  const contacts = mayManage ? await listContacts(pool) : [];
  return {
    ...desk,
    briefs: rows.map(({ id, period, fromDay, toDay, isWhole, issuedAt, issuedBy, revisions, hash }) => ({
      ...{ id, period, fromDay, toDay, isWhole, issuedBy, revisions, hash },
      issuedAt: issuedAt.toISOString(),
    })),
    ...{ newer: skip > 0 ? Math.max(0, skip - shown) : null, older: skip + rows.length < total ? skip + shown : null },
    today: civilCalendar(desk.timeZone).dayOf(nowMs),
    periods: await listBriefPeriods(pool),
    readers: mayManage ? await listBriefReaders(pool) : [],
    contacts: contacts.map(({ id, nameVi, nameEn }) => ({ id, name: desk.language === 'en' ? nameEn : nameVi })),
  };
};

export const actions: Actions = {
  issue: async (event) => {
    const form = await readForm(event.request);
    const [world, period, date] = [form.text('world'), form.text('period'), form.text('date')];
    const body = { world, period, ...(date !== '' && { date }) };
    const answer = await carryOut<BriefIssued>(event, form, { owner: 'office', verb: 'brief.issue', body });
    return tell({ verb: 'brief.issue', subject: period }, form, answer, ({ id }) => ({ subject: String(id) }));
  },
  period: (event) =>
    act(event, 'brief.period.set', 'id', (form) => ({
      ...{ id: form.text('id'), expectedVersion: Number(form.text('version')) },
      ...{ nameVi: form.text('nameVi'), nameEn: form.text('nameEn'), every: form.text('every') },
      ...{ onDay: Number(form.text('onDay')), at: form.text('at'), isOn: form.text('isOn') === 'true' },
    })),
  reader: (event) =>
    act(event, 'brief.reader.set', 'contact', (form) => ({
      ...{ contact: form.text('contact'), periods: form.list('periods'), language: form.text('language') },
    })),
};

async function act(event: RequestEvent, verb: string, named: string, toBody: (form: Form) => object) {
  const form = await readForm(event.request);
  const answer = await carryOut<unknown>(event, form, { owner: 'office', verb, body: toBody(form) });
  const subject = form.text(named);
  return tell({ verb, subject }, form, answer, () => ({ subject }));
}
