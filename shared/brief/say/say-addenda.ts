import type { BriefRevision } from '../../store/brief-revisions.ts';
import type { Brief } from '../brief.ts';
import type { AnswerChange } from '../compare-answers.ts';
import type { BriefChange } from '../compare-figures.ts';
import { fillIn } from '../words/brief-words.ts';
import type { FigureWriter } from '../write-figure.ts';
import { sayAnswer } from './say-answers.ts';
import { unitName } from './say-kpis.ts';

/** An addendum in words: what each figure was told to be, and what it is. */
export type AddendumLines = {
  readonly number: number;
  readonly lead: string;
  /** `isSaid`: in the words of a person. */
  readonly changes: readonly {
    readonly what: string;
    readonly was: string;
    readonly is: string;
    readonly isSaid?: boolean;
  }[];
};

/** The addenda of a brief. */
export function sayAddenda(
  brief: Pick<Brief, 'names'>,
  revisions: readonly BriefRevision[],
  write: FigureWriter,
): AddendumLines[] {
  return revisions.map(({ number, madeAt, lateEvents, changes }) => ({
    number,
    lead: fillIn(write.words.addendum[lateEvents === 0 ? 'leadSaid' : 'lead'], {
      ...{ n: number, time: write.moment(madeAt), events: write.number(lateEvents) },
    }),
    changes: changes.map((change) => sayChange(brief, change, write)),
  }));
}

function sayChange(
  brief: Pick<Brief, 'names'>,
  change: BriefChange,
  write: FigureWriter,
): AddendumLines['changes'][number] {
  const { column } = write.words;
  if (change.what === 'answer') return sayAnswered(brief, change, write);
  if (change.what === 'events') {
    return { what: column.events, was: write.number(change.was), is: write.number(change.is) };
  }
  const parts = {
    value: column.value,
    numerator: column.numerator,
    denominator: column.denominator,
    reporting: column.coverage,
  };
  const say = (figure: number | null): string => {
    if (change.of === 'value') return write.value(figure, change.valueUnit);
    return figure === null ? write.words.noValue : write.number(figure);
  };
  return {
    what: `${write.name(change, unitName(brief, change, write))}: ${parts[change.of].toLocaleLowerCase('vi')}`,
    was: say(change.was),
    is: say(change.is),
  };
}

function sayAnswered(
  { names }: Pick<Brief, 'names'>,
  { of, answer, names: own }: AnswerChange,
  write: FigureWriter,
): AddendumLines['changes'][number] {
  const { noValue, answer: say } = write.words;
  const { lead, text } = sayAnswer({ ...names, ...own }, answer, { write });
  const what = `${write.name({ kpi: answer.kpi, unit: '' })}: ${lead}`;
  return of === 'given'
    ? { what, was: noValue, is: text, isSaid: true }
    : { what, was: text, is: say.withdrawn, isSaid: true };
}
