import { addDays, countDays } from '../../kpi/ledger/days.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import type { Brief, BriefKpi } from '../brief.ts';
import { fillIn } from '../words/brief-words.ts';
import type { FigureWriter } from '../write-figure.ts';
import { unitName } from './say-kpis.ts';

/** A target whose period ends soon, in words; the figure is that of its period so far. */
export type DueTarget = Pick<BriefKpi, 'kpi' | 'unit' | 'targetSet'> & { readonly key: string; readonly text: string };

/** As many days ahead as work is planned for. */
const aheadDays = 7;

/**
 * The targets that are due within a week of a brief's issue, or were yesterday, the nearest first. Whose period began too long
 * ago for the brief has no course in it, and is not told.
 */
export function sayDueTargets(brief: Brief, write: FigureWriter): DueTarget[] {
  const issuedOn = civilCalendar(brief.timeZone).dayOf(Date.parse(brief.issuedAt));
  const due = brief.counted.kpis.filter(({ course, target }) => {
    const left = course && target !== null ? countDays({ from: issuedOn, to: course.days.to }) : -1;
    return left >= 0 && left <= aheadDays;
  });
  const once = new Map(due.map((kpi) => [`${kpi.kpi} ${kpi.unit} ${kpi.targetSet}`, kpi]));
  return [...once]
    .map(([key, kpi]) => ({ key, kpi, to: kpi.course?.days.to ?? '' }))
    .sort((one, other) => (one.to < other.to ? -1 : one.to > other.to ? 1 : 0))
    .map(({ key, kpi, to }) => ({
      ...{ key, kpi: kpi.kpi, unit: kpi.unit, targetSet: kpi.targetSet },
      text: fillIn(write.words.due.target, {
        ...{ due: write.day(addDays(to, -1)), name: write.name(kpi, unitName(brief, kpi, write)) },
        value: write.value(kpi.course?.value ?? null, kpi.valueUnit),
        gap: write.gap({ ...kpi, gap: gapOf(kpi) }),
      }),
    }));
}

function gapOf({ course, target, direction }: BriefKpi): number | null {
  const value = course?.value ?? null;
  if (value === null || target === null) return null;
  return direction === 'at_least' ? value - target : target - value;
}
