import { listClosures } from '#shared/store/list-closures.ts';
import { listUnitAnswers } from '#shared/store/list-unit-answers.ts';
import type { ClosureTold } from '#shared/wire/promise-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { readPromiseDesk } from '#lib/promises/server/read-desk.ts';
import { resources } from '#lib/server/resources.ts';
import type { Action, Actions, PageServerLoad } from './$types';

export const csr = false;

const shown = 200;

export const load: PageServerLoad = async (event) => {
  const desk = await readPromiseDesk(event);
  const { world } = desk;
  const { pool } = resources();
  const [answers, closures] = await Promise.all([
    listUnitAnswers(pool, { world, limit: shown }),
    listClosures(pool, { world, limit: shown }),
  ]);
  return { ...desk, answers, closures };
};

const decide =
  (verb: 'closure.accept' | 'closure.refuse'): Action =>
  async (event) => {
    const form = await readForm(event.request);
    const note = form.text('note');
    const body = { id: Number(form.text('id')), ...(note !== '' && { note }) };
    const answer = await carryOut<ClosureTold>(event, form, { owner: 'duty', verb, body });
    return tell({ verb, subject: form.text('id') }, form, answer);
  };

export const actions: Actions = { accept: decide('closure.accept'), refuse: decide('closure.refuse') };
