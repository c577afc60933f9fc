import type { ChainStep } from '#shared/wire/notify-commands.ts';
import type { Form } from '../admin/server/form.ts';
import { fill } from '../docs/docs-words.ts';
import type { rotaWords } from './words/rota-words.ts';

type Target = ChainStep['tell'][number];

/** As many steps as a chain may have, and as many as a step of the form may tell beside those it tells already. */
export const mostSteps = 10;
const blanks = 2;

/** What a field of the form holds: a code behind its sort, or the sort alone. */
export function targetCode(target: Target): string {
  if (target.kind === 'rota') return `rota:${target.rota}`;
  return target.kind === 'contact' ? `contact:${target.contact}` : target.kind;
}

/** The fields of a step: whom it tells, and some that are empty. */
export function targetFields(step: ChainStep | undefined): string[] {
  return [...(step?.tell ?? []).map(targetCode), ...Array<string>(blanks).fill('')].slice(0, 10);
}

/** The steps of a form, those that tell nobody left out; what is no number its owner refuses. */
export function readSteps(form: Pick<Form, 'text' | 'list'>): unknown[] {
  return Array.from({ length: mostSteps }, (_, at) => ({
    afterMin: Number(form.text(`after-${at}`)),
    tell: [...new Set(form.list(`tell-${at}`))].filter((code) => code !== '').map(readTarget),
  })).filter(({ tell }) => tell.length > 0);
}

function readTarget(text: string): Record<string, string> {
  const [kind = '', code = ''] = text.split(':', 2);
  return { kind, ...(kind === 'rota' && { rota: code }), ...(kind === 'contact' && { contact: code }) };
}

/** A step in words: `after 5 min: rota truc-ban, whoever answers for it`. */
export function writeStep(
  { afterMin, tell }: ChainStep,
  words: (typeof rotaWords)['vi'],
  nameOf: (code: string) => string,
): string {
  const when = afterMin === 0 ? words.atOnce : fill(words.after, { n: afterMin });
  const whom = tell.map((target) =>
    target.kind === 'owner' || target.kind === 'everybody' ? words[target.kind] : nameOf(targetCode(target)),
  );
  return `${when}: ${whom.join(', ')}`;
}
