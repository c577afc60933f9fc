import type { AddendumLines } from '../say/say-addenda.ts';
import type { AlarmFigure } from '../say/say-alarms.ts';
import type { BriefSaid, TaskLine } from '../say/say-brief.ts';
import type { IncidentLine } from '../say/say-incidents.ts';
import type { KpiLine } from '../say/say-kpis.ts';
import { firstOf, type Firsts } from '../first-of.ts';

/** What of a brief a letter carries: the first of each list, and how many more its page has. */
export type LetterRows = {
  readonly overdue: Firsts<string>;
  readonly kpis: Firsts<KpiLine>;
  readonly incidents: Firsts<IncidentLine>;
  readonly alarms: Firsts<readonly AlarmFigure[]>;
  readonly silent: Firsts<string>;
  readonly due: Firsts<string>;
  readonly addenda: Firsts<{ readonly lead: string; readonly changes: Firsts<string> }>;
};

/** Takes at most so many of each list of a brief. */
export function rowsOf(said: BriefSaid, most: number): LetterRows {
  const { column } = said.words;
  const due = [
    ...said.due.map(({ id, work, office, due: by }: TaskLine) => `${id} ${work} · ${office} · ${by}`),
    ...said.dueTargets.map(({ text }) => text),
    ...said.dueLines,
  ];
  const addenda = firstOf(said.addenda, most);
  return {
    overdue: firstOf(
      said.overdue.map(({ id, work, office, late }) => `${id} ${work} · ${office} · ${column.late} ${late ?? ''}`),
      most,
    ),
    ...{ kpis: firstOf(said.kpis, most), incidents: firstOf(said.incidents, most) },
    ...{ alarms: firstOf(said.alarms.figures, most), silent: firstOf(said.silent, most), due: firstOf(due, most) },
    addenda: { more: addenda.more, shown: addenda.shown.map((one) => withFirst(one, most)) },
  };
}

function withFirst({ lead, changes }: AddendumLines, most: number): LetterRows['addenda']['shown'][number] {
  const lines = changes.map(({ what, was, is }) => `${what}: ${was} → ${is}`);
  return { lead, changes: firstOf(lines, most) };
}
