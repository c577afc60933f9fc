import { fail } from '@sveltejs/kit';
import { listOperators } from '#shared/store/list-operators.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { listMappings } from '#shared/store/money-mappings.ts';
import { listMoneyStatements } from '#shared/store/money-statements.ts';
import type { StatementChecked as OfficeChecked } from '#shared/wire/money-commands.ts';
import { statementFormBytes } from '#lib/admin/body-limits.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { checkStatement } from '#lib/money/server/check-statement.ts';
import { readMappingForm } from '#lib/money/server/read-mapping-form.ts';
import type { StatementChecked } from '#lib/money/statement-checked.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

const shownStatements = 50;

export const load: PageServerLoad = async (event) => {
  const { pool } = resources();
  const desk = readDesk(event);
  const [mappings, statements, operators] = await Promise.all([
    listMappings(pool),
    listMoneyStatements(pool, desk.world, shownStatements),
    listOperators(pool, civilCalendar(desk.timeZone).dayOf(Date.now())),
  ]);
  const edited = event.url.searchParams.get('mapping');
  return {
    ...{ ...desk, mappings, statements, operators: operators.map(({ code }) => code) },
    start: mappings.find(({ mapping }) => mapping.code === edited)?.mapping,
  };
};

export const actions: Actions = {
  check: async (event) => {
    const { request, locals } = event;
    if (Number(request.headers.get('content-length') ?? 0) > statementFormBytes) {
      const found: StatementChecked = { file: '', fault: 'too-large', detail: '' };
      return fail(413, { found });
    }
    const form = await readForm(request);
    const actor = locals.viewer?.kind === 'account' ? `account:${locals.viewer.name}` : '';
    const found = await checkStatement(form, { actor, world: readDesk(event).world });
    return 'checked' in found ? { found } : fail('problems' in found ? 400 : 422, { found });
  },
  import: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'money.import', subject: form.text('mapping') };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const body = {
      ...{ world: readDesk(event).world, upload: form.text('upload'), parts: Number(form.text('parts')) },
      mapping: form.text('mapping'),
      ...(form.text('toDay') !== '' && { fromDay: form.text('fromDay'), toDay: form.text('toDay') }),
    };
    const answer = await carryOut<OfficeChecked>(event, form, { owner: 'office', verb: 'money.import', body });
    return tell(about, form, answer, ({ added, known }) => ({ counts: { added, known } }));
  },
  remove: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'money.statement.remove', subject: form.text('id') };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const body = { id: Number(form.text('id')), reason: form.text('reason') };
    const answer = await carryOut<{ lines: number }>(event, form, { owner: 'office', verb: about.verb, body });
    return tell(about, form, answer, ({ lines }) => ({ counts: { lines } }));
  },
  map: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'money.mapping.set', subject: form.text('code') };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const body = readMappingForm(form);
    return tell(about, form, await carryOut(event, form, { owner: 'office', verb: 'money.mapping.set', body }));
  },
};
