import type { Brief, BriefKpi } from './brief.ts';
import { answersTo, sayDays, sayWho } from './say/say-answers.ts';
import type { BriefSaid } from './say/say-brief.ts';
import { writeFiguresIn } from './write-figure.ts';
import { addDays } from '../kpi/ledger/days.ts';
import { civilCalendar } from '../time/civil-day.ts';

/** A cell: text, or a number as it is, so that a spreadsheet can reckon with it. */
export type SheetCell = string | number | null;
/** A sheet: its name, and its rows, of which the first says what the columns hold. */
export type Sheet = { readonly name: string; readonly rows: readonly (readonly SheetCell[])[] };

/** The tables of a brief. Figures are numbers in their own unit (shares 0 to 1, times in ms); the summary says as of when. */
export function toSheets(brief: Brief, said: BriefSaid): Sheet[] {
  const { column, sheet } = said.words;
  const { sources, alarms } = brief.counted;
  const tasks = [...said.overdue, ...said.due];
  return [
    { name: sheet.summary, rows: summaryOf(said) },
    { name: sheet.kpis, rows: kpisOf(brief, said) },
    { name: sheet.trend, rows: trendOf(brief, said) },
    ...(brief.recorded.answers?.length ? [{ name: sheet.answers, rows: answersOf(brief, said) }] : []),
    { name: sheet.incidents, rows: incidentsOf(said) },
    {
      name: sheet.alarms,
      rows: [
        [column.rule, column.times],
        ...alarms.worst.map(({ name, alerts }) => [name[said.language], alerts]),
        ...said.alarms.lines.map((line) => [line, null]),
      ],
    },
    {
      name: sheet.tasks,
      rows: [
        [column.number, column.task, column.product, column.office, column.due, column.late],
        ...tasks.map(({ id, work, product, office, due, late }) => [id, work, product, office, due, late]),
      ],
    },
    {
      name: sheet.sources,
      rows: [
        [column.source, column.events, column.last],
        ...sources.map(({ source, events, lastAt }) => [source, events, lastAt]),
      ],
    },
    ...(said.addenda.length === 0 ? [] : [{ name: sheet.addenda, rows: addendaOf(said) }]),
  ];
}

function summaryOf(said: BriefSaid): SheetCell[][] {
  return [
    [said.title, null],
    [said.place, said.watermark],
    [said.asOf, said.issued],
    ...said.sentences.map(({ head, text }) => [head, text]),
    [said.low, null],
    [said.frozen, null],
  ];
}

function kpisOf(brief: Brief, said: BriefSaid): SheetCell[][] {
  const { column, standing } = said.words;
  const office = (code: string | null): string | null =>
    code === null ? null : (brief.names[code]?.[said.language] ?? code);
  return [
    [
      ...[column.kpi, column.set, column.days, column.value, column.numerator, column.denominator, column.target],
      ...[column.gap, column.before, column.coverage, `${column.coverage} /`, column.office, column.state],
      column.answers,
    ],
    ...brief.counted.kpis.map((kpi) => [
      ...[nameOf(said, kpi), kpi.targetSet, `${kpi.days.from} – ${addDays(kpi.days.to, -1)}`],
      ...[kpi.value, kpi.numerator, kpi.denominator, kpi.target, kpi.gap, kpi.before],
      ...[kpi.coverage.reporting, kpi.coverage.expected, office(kpi.office), standing[kpi.standing]],
      answersTo(brief, kpi).length,
    ]),
  ];
}

/** What units said to figures that fell short, one to a row. */
function answersOf({ recorded, names, timeZone }: Brief, { words, language }: BriefSaid): SheetCell[][] {
  const { column, answer: say } = words;
  const write = writeFiguresIn(language, timeZone);
  return [
    [column.kpi, column.days, column.unit, column.kind, column.text, column.when],
    ...(recorded.answers ?? []).map((answer) => [
      ...[write.name({ kpi: answer.kpi, unit: '' }), sayDays(answer.days, write), sayWho(names, answer, write)],
      ...[say.kind[answer.kind], answer.text, answer.at],
    ]),
  ];
}

function trendOf({ counted: { kpis }, asOf, timeZone }: Brief, said: BriefSaid): SheetCell[][] {
  const lastDay = civilCalendar(timeZone).dayOf(Date.parse(asOf) - 1);
  const length = kpis[0]?.trend.length ?? 0;
  const days = Array.from({ length }, (_, at) => addDays(lastDay, at - length + 1));
  return [[said.words.column.kpi, ...days], ...kpis.map((kpi) => [nameOf(said, kpi), ...kpi.trend])];
}

function incidentsOf({ words: { column }, incidents }: BriefSaid): SheetCell[][] {
  return [
    [
      ...[column.number, column.priority, column.state, column.incident, column.cause],
      ...[column.effect, column.detect, column.resolve],
    ],
    ...incidents.map(({ number, priority, state, title, cause, effect, detect, resolve }) => [
      ...[number, priority, state, title, cause, effect, detect.text, resolve.text],
    ]),
  ];
}

function addendaOf({ words: { column }, addenda }: BriefSaid): SheetCell[][] {
  return [
    [column.what, column.was, column.is],
    ...addenda.flatMap(({ lead, changes }) => [
      [lead, null, null],
      ...changes.map(({ what, was, is }) => [what, was, is]),
    ]),
  ];
}

function nameOf({ kpis }: BriefSaid, { kpi, unit }: Pick<BriefKpi, 'kpi' | 'unit'>): string {
  return kpis.find((row) => row.kpi === kpi && row.unit === unit)?.name ?? kpi;
}
