import { error } from '@sveltejs/kit';
import { describeFields } from '#shared/docs/describe-fields.ts';
import { declarationOf, sentKinds, sentTypes } from '#shared/docs/event-schema.ts';
import { exampleEvent } from '#shared/docs/example-event.ts';
import { kindWords } from '#shared/docs/kind-words.ts';
import { docsSetting } from '#lib/server/docs-setting.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
  const { kind } = params;
  const { language } = locals;
  if (!sentKinds().includes(kind)) error(404);
  const setting = await docsSetting(url.origin, Date.now());
  const own = sentTypes().filter((name) => declarationOf(name).kind.kind === kind);
  // What is told of every kind comes last.
  const isWithdrawal = (name: string): boolean => name.endsWith('.voided');
  const names = [...own.filter((name) => !isWithdrawal(name)), ...own.filter(isWithdrawal)];
  const [first = ''] = names;
  const { assetKinds, expectedIntervalS } = declarationOf(first).kind;
  return {
    kind,
    title: kindWords[kind]?.name[language] ?? kind,
    about: kindWords[kind]?.about[language] ?? '',
    places: assetKinds.map((assetKind) => wordsOf(language).kind[assetKind]),
    expectedIntervalS,
    types: names.map((name) => ({
      name,
      means: setting.nameOf(name)[language],
      fields: describeFields(name),
      example: JSON.stringify(exampleEvent(name, setting), null, 2),
    })),
  };
};
