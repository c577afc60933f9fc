import { addDays, holdsOn, overlapOf } from '../kpi/ledger/days.ts';
import type { Ledger } from '../kpi/ledger/ledger.ts';
import { subjectOf, unitsIn } from '../kpi/ledger/unit-sets.ts';
import { civilCalendar } from '../time/civil-day.ts';
import type { AnswerTold } from '../wire/promise-commands.ts';
import type { BriefAnswer, BriefKpi } from './brief.ts';

/** The answers that speak to figures which fell short, each with the rows it stands beside; those to none are left out. */
export function toAnswerRows(
  answers: readonly AnswerTold[],
  { kpis, ledger }: { readonly kpis: readonly BriefKpi[]; readonly ledger: Ledger },
): BriefAnswer[] {
  const { dayOf } = civilCalendar(ledger.timeZone);
  const behind = kpis.filter(({ standing }) => standing === 'behind');
  return answers.flatMap(({ id, kpi, unit, periodFrom, periodTo, kind, text, at }) => {
    const days = { from: periodFrom, to: periodTo };
    const rows = behind.filter((row) => row.kpi === kpi && overlapOf(row.days, days) && isOf(ledger, row, unit));
    if (rows.length === 0) return [];
    const day = dayOf(Date.parse(at));
    const office = ledger.offices.find((one) => one.unit === unit && holdsOn(one, day))?.code ?? null;
    const beside = [...new Set(rows.map((row) => row.unit))];
    return [{ id, kpi, beside, unit, office, days, kind, text, at }];
  });
}

/** Whether a figure is of a unit, or of more of which it is one. */
function isOf(ledger: Ledger, row: BriefKpi, unit: string): boolean {
  const units = unitsIn(ledger, subjectOf(row.unit), addDays(row.days.to, -1));
  return units === null || units?.includes(unit) === true;
}
