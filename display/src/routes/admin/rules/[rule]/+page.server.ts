import { error, redirect } from '@sveltejs/kit';
import { canonicalize } from 'json-canonicalize';
import { readRuleText } from '#shared/rules/read-rule-text.ts';
import { toRuleText } from '#shared/rules/to-rule-text.ts';
import { listEveryRule } from '#shared/store/list-rules.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { findBackTest, findNewestBackTest } from '#shared/store/rule-back-tests.ts';
import type { RuleTestStarted, RuleWritten } from '#shared/wire/rule-commands.ts';
import { checkRuleText } from '#lib/admin/rules/check-rule-text.ts';
import { newRuleText } from '#lib/admin/rules/new-rule-text.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm, type Form } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { queryOf } from '#lib/desk/query-of.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, url, locals: { language } }) => {
  const { pool } = resources();
  const isNew = params.rule === 'new';
  const [rules, worlds] = await Promise.all([listEveryRule(pool), listWorlds(pool)]);
  const told = rules.find(({ rule }) => rule.id === params.rule);
  const asked = Number(url.searchParams.get('test'));
  const found = asked > 0 ? await findBackTest(pool, asked) : await findNewestBackTest(pool, params.rule);
  const test = found && (isNew || found.rule === params.rule) ? found : null;
  if (!told && !isNew && !test) error(404);
  // A rule that is asked for with a back-test is shown as it was tried.
  const text = textOf(asked > 0 ? test?.body : undefined) ?? (told ? toRuleText(told.rule) : newRuleText[language]);
  return {
    ...{ id: params.rule, isNew, text, checked: checkRuleText(text, language) },
    name: told?.rule.name[language] ?? null,
    ...{ enabled: told?.enabled ?? false, editedBy: told?.editedBy ?? null },
    ...{ test, worlds: ['live', ...worlds.map(({ world }) => world)] },
  };
};

/** The text of a rule that was kept as canonical JSON. */
function textOf(body: string | undefined): string | undefined {
  const read = body === undefined ? undefined : readRuleText(body);
  return read && 'rule' in read ? toRuleText(read.rule) : undefined;
}

export const actions: Actions = {
  test: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'rule.test', subject: event.params.rule };
    const { rule, canonical, faults } = readText(form, event);
    if (!rule) return tell(about, form, faults);
    const body = { rule, world: form.text('world') || 'live', days: Number(form.text('days') || '30') };
    const answer = await carryOut<RuleTestStarted>(event, form, { owner: 'office', verb: 'rule.test', body });
    if (answer.ok) redirect(303, `/admin/rules/${rule.id}${queryOf(event.locals.language, { test: answer.value.id })}`);
    return { ...tell(about, form, answer), canonical };
  },
  set: async (event) => {
    const form = await readForm(event.request);
    const { rule, faults } = readText(form, event);
    const about = { verb: 'rule.set', subject: rule?.id ?? event.params.rule };
    const missing = findMissing(about, form);
    if (missing) return missing;
    if (!rule) return tell(about, form, faults);
    const backTest = Number(form.text('backTest'));
    const body = { rule, ...(backTest > 0 && { backTest }) };
    return tell(about, form, await carryOut<RuleWritten>(event, form, { owner: 'office', verb: 'rule.set', body }));
  },
  off: async (event) => {
    const form = await readForm(event.request);
    const { rule: id } = event.params;
    const about = { verb: 'rule.off', subject: id };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const answer = await carryOut<RuleWritten>(event, form, { owner: 'office', verb: 'rule.off', body: { id } });
    return tell(about, form, answer);
  },
};

function readText(form: Form, { locals }: Pick<RequestEvent, 'locals'>) {
  const read = readRuleText(form.text('text'));
  if ('rule' in read) return { rule: read.rule, canonical: canonicalize(read.rule), faults: none };
  const said = read.faults.map(({ line, column, message }) => `${line} ${column}: ${message[locals.language]}`);
  return { faults: { ok: false, code: 'invalid', message: said.join('; ') } as const };
}

const none = { ok: false, code: 'invalid', message: '' } as const;
