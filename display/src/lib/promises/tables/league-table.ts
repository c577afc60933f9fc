import type { LeagueRow } from '#shared/promises/ask/answer-league.ts';
import { fairFigure } from '#shared/promises/rank.ts';
import type { Table } from '../../export/table.ts';
import type { Telling } from '../telling.ts';
import { writeRank, writeUpstream } from '../write-answer.ts';
import { answerColumns } from './answer-columns.ts';

/** The league of a KPI. `linkOf`: a unit's page of it; `saidOf`: how much a unit says to it. */
export function leagueTable(
  telling: Telling,
  rows: readonly LeagueRow[],
  { linkOf, saidOf }: { linkOf: (row: LeagueRow) => string; saidOf: (row: LeagueRow) => string },
): Table<LeagueRow> {
  const { words } = telling;
  const of = answerColumns(telling);
  const sets = new Set(rows.map(({ answer }) => answer.targetSet));
  const hasTarget = rows.some(({ answer }) => answer.target !== null);
  return {
    id: 'league',
    title: words.sections.league,
    rows,
    keyOf: ({ answer }) => answer.unit,
    columns: [
      {
        ...{ id: 'rank', title: words.columns.rank, cell: ({ standing }) => standing.rank },
        write: ({ standing, answer }) => writeRank(telling, standing, fairFigure(answer).denominator),
      },
      {
        ...{ id: 'unit', title: words.columns.unit, isHead: true, link: linkOf },
        cell: ({ answer }) => telling.unit(answer.unit),
      },
      of.raw,
      { ...of.adjusted, isFileOnly: rows.every(({ answer }) => answer.adjusted === null) },
      ...(hasTarget ? [of.target, of.gap, of.state] : []),
      {
        ...{ id: 'set', title: words.columns.set, isFileOnly: sets.size < 2 },
        cell: ({ answer }) => answer.targetSet ?? words.states.untargeted,
      },
      of.trend,
      of.course,
      of.monthEnd,
      ...(hasTarget ? [of.toReach] : []),
      of.coverage,
      {
        ...{ id: 'upstream', title: words.columns.upstream, isLong: true },
        cell: ({ upstream, answer }) =>
          writeUpstream(telling, upstream, answer.adjusted?.exclusions.length ?? 0).join(' · '),
      },
      {
        ...{ id: 'office', title: words.columns.office, isLong: true },
        cell: ({ answer }) => telling.office(answer.office),
      },
      { ...{ id: 'answers', title: words.columns.answers, isLong: true }, cell: saidOf },
    ],
  };
}
