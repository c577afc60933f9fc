import type { KpiAnswer } from '#shared/kpi/answer.ts';
import type { Course } from '#shared/promises/ask/read-courses.ts';
import { fairFigure } from '#shared/promises/rank.ts';
import { writeTarget } from '../../admin/write-target.ts';
import type { Column } from '../../export/table.ts';
import { stateMarks } from '../state-marks.ts';
import type { Telling } from '../telling.ts';
import {
  shownState,
  writeCoverage,
  writeFigure,
  writeGap,
  writeMonthEnd,
  writeToReach,
  writeTrend,
} from '../write-answer.ts';

type Row = Course & { readonly answer: KpiAnswer };

/** The columns that tell a figure, in every table of figures; a file has the numbers, a share from 0 to 1. */
export function answerColumns(telling: Telling) {
  const { words, language } = telling;
  const { columns } = words;
  return {
    raw: {
      ...{ id: 'raw', title: columns.raw, cell: ({ answer }) => answer.value },
      write: ({ answer }) => writeFigure(telling, answer, answer.value),
    },
    adjusted: {
      ...{ id: 'adjusted', title: columns.adjusted, cell: ({ answer }) => answer.adjusted?.value ?? null },
      write: ({ answer }) => (answer.adjusted ? writeFigure(telling, answer, answer.adjusted.value) : '—'),
    },
    target: {
      ...{ id: 'target', title: columns.target, cell: ({ answer }) => answer.target },
      write: ({ answer: { kpi, target, direction } }) =>
        target === null ? '—' : writeTarget({ kpi, target, direction }, language),
    },
    gap: {
      ...{ id: 'gap', title: columns.gap, cell: ({ answer }) => fairFigure(answer).gap },
      write: ({ answer }) => writeGap(telling, answer),
    },
    state: {
      ...{ id: 'state', title: columns.state, cell: ({ answer }) => words.states[shownState(answer)] },
      mark: ({ answer }) => stateMarks[shownState(answer)],
    },
    trend: {
      ...{ id: 'trend', title: columns.trend, cell: ({ trend }) => trend?.change ?? null },
      write: ({ trend, answer }) => writeTrend(telling, trend, answer),
    },
    course: { id: 'course', title: columns.course, cell: () => null, isDrawn: true },
    monthEnd: {
      ...{ id: 'monthEnd', title: columns.monthEnd, cell: ({ monthEnd }) => monthEnd },
      write: (row) => writeMonthEnd(telling, row, row.answer.valueUnit),
    },
    toReach: {
      ...{ id: 'toReach', title: columns.toReach, cell: ({ answer }) => perDay(answer), isLong: true },
      write: ({ answer }) => writeToReach(telling, answer),
    },
    coverage: {
      ...{ id: 'coverage', title: columns.coverage, isLong: true },
      cell: ({ answer }) => writeCoverage(telling, answer),
    },
    office: {
      ...{ id: 'office', title: columns.office, isLong: true },
      cell: ({ answer }) => telling.office(answer.office),
    },
    numerator: { id: 'numerator', title: columns.counted, cell: ({ answer }) => fairFigure(answer).numerator },
  } as const satisfies Record<string, Column<Row>>;
}

function perDay({ perDayToReach: reach }: KpiAnswer): number | null {
  return reach?.state === 'reachable' ? reach.perDay : null;
}
