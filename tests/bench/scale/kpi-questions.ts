import { formulas } from '#shared/kpi/formulas/formulas.ts';
import { readsOf } from '#shared/kpi/formulas/tally.ts';
import { addDays } from '#shared/kpi/ledger/days.ts';
import { readKpiDays } from '#shared/store/read-kpi-days.ts';
import { readKpiHeard } from '#shared/store/read-kpi-heard.ts';
import { readKpiHours } from '#shared/store/read-kpi-hours.ts';
import { readKpiSlotDays } from '#shared/store/read-kpi-slot-days.ts';
import type { Question, Subject } from './question.ts';

const world = 'live';
const hourMs = 3_600_000;

/** Civil days, the second exclusive, and their first instants. */
type LastDays = (days: number, spanDays: number) => { fromDay: string; toDay: string; fromMs: number; toMs: number };

const cashless = [
  { metric: 'parking.paid_vnd', dim: '' },
  { metric: 'parking.paid_vnd', dim: 'method=cash' },
];
/** What all KPIs read of days. */
const everything = [
  ...new Map(
    formulas.flatMap(({ measure }) => readsOf(measure)).map((read) => [`${read.metric} ${read.dim}`, read]),
  ).values(),
];

/** The statements behind a KPI of all units, and behind all KPIs of one, over some days cut once in the middle. */
export function kpiQuestions(spanDays: number, lastDays: LastDays): Question[] {
  const boundsOf = ({ days }: Subject): string[] => {
    const { fromDay, toDay } = lastDays(days, spanDays);
    return [fromDay, addDays(fromDay, Math.ceil(spanDays / 2)), toDay];
  };
  const everywhere = ({ units }: Subject): string[] => ['', ...units];
  const question = (name: string, ask: Question['ask']): Question => ({
    ...{ name: `kpi_${name}_of_${spanDays}_days`, spanDays, ask },
  });
  return [
    question('of_all_units', async (sql, subject) => {
      const asked = { world, reads: cashless, units: everywhere(subject), bounds: boundsOf(subject) };
      return (await readKpiDays(sql, asked)).length;
    }),
    question('table_of_a_unit', async (sql, subject) => {
      const asked = { world, reads: everything, units: [subject.unit], bounds: boundsOf(subject) };
      return (await readKpiDays(sql, asked)).length;
    }),
    question('waits_of_all_units', async (sql, subject) => {
      const asked = { world, metrics: ['ticket.wait_ms'], units: everywhere(subject), bounds: boundsOf(subject) };
      return (await readKpiSlotDays(sql, asked)).length;
    }),
    question('open_hours_of_all_units', async (sql, { days, units }) => {
      const { fromMs, toMs } = lastDays(days, spanDays);
      const open = Array.from({ length: spanDays }, (_, day) =>
        [8, 9, 10, 11, 14, 15, 16].map((hour) => day * 24 + hour),
      );
      const hoursMs = open.flat().map((hour) => fromMs + hour * hourMs);
      const places = units.map((unit) => ({ unit, scope: '' }));
      const reads = [{ metric: 'kiosk.healthy_ms', dim: '' }];
      return (await readKpiHours(sql, { world, reads, places, hoursMs, boundsMs: [fromMs, toMs] })).length;
    }),
    question('coverage', async (sql, { days }) => {
      const span = lastDays(days, spanDays);
      const metrics = [{ metric: 'kiosk.seen_ms', by: 'asset' } as const];
      return (await readKpiHeard(sql, { world, metrics, units: null, ...span })).length;
    }),
  ];
}
