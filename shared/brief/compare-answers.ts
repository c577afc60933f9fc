import type { Says } from '../wire/duty.ts';
import type { AnswerTold } from '../wire/promise-commands.ts';
import type { BriefAnswer } from './brief.ts';

/** What a unit said, or took back, after a brief was issued. `names`: what unit and office are called. */
export type AnswerChange = {
  readonly what: 'answer';
  readonly of: 'given' | 'withdrawn';
  readonly answer: BriefAnswer;
  readonly names: Readonly<Record<string, Says>>;
};

/** What was said, and what was taken back, since a brief told what units said. `told`: the numbers of what it told and nobody took back since. */
export function compareAnswers(
  told: readonly number[],
  said: readonly AnswerTold[],
  {
    rowsOf,
    namesOf,
  }: {
    readonly rowsOf: (answers: readonly AnswerTold[]) => readonly BriefAnswer[];
    readonly namesOf: (answer: BriefAnswer) => AnswerChange['names'];
  },
): { readonly changes: readonly AnswerChange[]; readonly stand: readonly number[] } {
  const known = new Set(told);
  const given = rowsOf(said.filter(({ id, withdrawnAt }) => withdrawnAt === null && !known.has(id)));
  const withdrawn = rowsOf(said.filter(({ id, withdrawnAt }) => withdrawnAt !== null && known.has(id)));
  const gone = new Set(withdrawn.map(({ id }) => id));
  const toChange =
    (of: AnswerChange['of']) =>
    (answer: BriefAnswer): AnswerChange => ({ what: 'answer', of, answer, names: namesOf(answer) });
  return {
    changes: [...given.map(toChange('given')), ...withdrawn.map(toChange('withdrawn'))],
    stand: [...told.filter((id) => !gone.has(id)), ...given.map(({ id }) => id)],
  };
}
