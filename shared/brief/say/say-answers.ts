import { addDays, overlapOf, type Days } from '../../kpi/ledger/days.ts';
import type { Brief, BriefAnswer, BriefKpi } from '../brief.ts';
import { fillIn } from '../words/brief-words.ts';
import type { FigureWriter } from '../write-figure.ts';

/** What a unit said to a figure, in words: `lead` says who and when, `text` is its own. */
export type AnswerLine = { readonly id: number; readonly lead: string; readonly text: string };

/** What units said to a figure that fell short. */
export function answersTo(
  { recorded }: Pick<Brief, 'recorded'>,
  { kpi, unit, days, standing }: Pick<BriefKpi, 'kpi' | 'unit' | 'days' | 'standing'>,
): BriefAnswer[] {
  if (standing !== 'behind') return [];
  return (recorded.answers ?? []).filter(
    (one) => one.kpi === kpi && one.beside.includes(unit) && overlapOf(one.days, days) !== undefined,
  );
}

/** An answer in words; `of`: the days of the figure that it stands beside. */
export function sayAnswer(
  names: Brief['names'],
  answer: BriefAnswer,
  { write, of }: { readonly write: FigureWriter; readonly of?: Days },
): AnswerLine {
  const { answer: say } = write.words;
  const { id, days, kind, text, at } = answer;
  const isSame = days.from === of?.from && days.to === of.to;
  const lead = fillIn(isSame ? say.lead : say.leadOf, {
    ...{ who: sayWho(names, answer, write), kind: say.kind[kind], time: write.moment(at) },
    days: sayDays(days, write),
  });
  return { id, lead, text };
}

/** A unit, with the office that answered for it. */
export function sayWho(
  names: Brief['names'],
  { unit, office }: Pick<BriefAnswer, 'unit' | 'office'>,
  { language }: FigureWriter,
): string {
  const name = (code: string): string => names[code]?.[language] ?? code;
  return office === null ? name(unit) : `${name(unit)} (${name(office)})`;
}

/** Days in words, the last one included. */
export function sayDays({ from, to }: Days, { day }: FigureWriter): string {
  const last = addDays(to, -1);
  return from === last ? day(from) : `${day(from)} – ${day(last)}`;
}
