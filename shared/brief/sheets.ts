import type { Brief } from './brief.ts';
import type { BriefSaid } from './say/say-brief.ts';
import { addDays } from '../kpi/ledger/days.ts';
import { civilCalendar } from '../time/civil-day.ts';

/** A cell: text, or a number as it is, so that a spreadsheet can reckon with it. */
export type SheetCell = string | number | null;
/** A sheet: its name, and its rows, of which the first says what the columns hold. */
export type Sheet = { readonly name: string; readonly rows: readonly (readonly SheetCell[])[] };

/** The tables of a brief. Figures are numbers in their own unit (shares 0 to 1, times in ms); the summary says as of when. */
export function toSheets(brief: Brief, said: BriefSaid): Sheet[] {
  const { words } = said;
  const { column, sheet } = words;
  const { kpis, sources, alarms } = brief.counted;
  const trend = kpis[0]?.trend.length ?? 0;
  const lastDay = civilCalendar(brief.timeZone).dayOf(Date.parse(brief.asOf) - 1);
  return [
    {
      name: sheet.summary,
      rows: [
        [said.title, null],
        [said.place, said.watermark],
        [said.asOf, said.issued],
        ...said.sentences.map(({ head, text }) => [head, text]),
        [said.low, null],
        [said.frozen, null],
      ],
    },
    {
      name: sheet.kpis,
      rows: [
        [
          ...[column.kpi, column.set, column.days, column.value, column.numerator, column.denominator, column.target],
          ...[column.gap, column.before, column.coverage, `${column.coverage} /`, column.office, column.state],
        ],
        ...kpis.map((kpi) => [
          ...[said.kpis.find((row) => row.kpi === kpi.kpi && row.unit === kpi.unit)?.name ?? kpi.kpi, kpi.targetSet],
          ...[`${kpi.days.from} – ${addDays(kpi.days.to, -1)}`, kpi.value, kpi.numerator, kpi.denominator, kpi.target],
          ...[kpi.gap, kpi.before, kpi.coverage.reporting, kpi.coverage.expected],
          ...[
            kpi.office === null ? null : (brief.names[kpi.office]?.[said.language] ?? kpi.office),
            words.standing[kpi.standing],
          ],
        ]),
      ],
    },
    {
      name: sheet.trend,
      rows: [
        [column.kpi, ...Array.from({ length: trend }, (_, at) => addDays(lastDay, at - trend + 1))],
        ...kpis.map((kpi) => [
          said.kpis.find((row) => row.kpi === kpi.kpi && row.unit === kpi.unit)?.name ?? kpi.kpi,
          ...kpi.trend,
        ]),
      ],
    },
    {
      name: sheet.incidents,
      rows: [
        [
          column.number,
          column.priority,
          column.state,
          column.incident,
          column.cause,
          column.effect,
          column.detect,
          column.resolve,
        ],
        ...said.incidents.map(({ number, priority, state, title, cause, effect, detect, resolve }) => [
          ...[number, priority, state, title, cause, effect, detect.text, resolve.text],
        ]),
      ],
    },
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
        ...[...said.overdue, ...said.due].map(({ id, work, product, office, due, late }) => [
          id,
          work,
          product,
          office,
          due,
          late,
        ]),
      ],
    },
    {
      name: sheet.sources,
      rows: [
        [column.source, column.events, column.last],
        ...sources.map(({ source, events, lastAt }) => [source, events, lastAt]),
      ],
    },
    ...(said.addenda.length === 0
      ? []
      : [
          {
            name: sheet.addenda,
            rows: [
              [column.what, column.was, column.is],
              ...said.addenda.flatMap(({ lead, changes }) => [
                [lead, null, null],
                ...changes.map(({ what, was, is }) => [what, was, is]),
              ]),
            ],
          },
        ]),
  ];
}
