import { listParkingSites } from '../../store/list-parking-sites.ts';
import { listExplanations } from '../../store/money-explanations.ts';
import { listMoneyLines } from '../../store/money-lines.ts';
import { readBankThrough } from '../../store/money-statements.ts';
import { readParkingDays } from '../../store/read-parking-days.ts';
import type { Sql } from '../../store/sql.ts';
import { nextDay } from '../../time/next-day.ts';
import { explain, type ExplainedDifference } from '../account/explanation.ts';
import { reconcile } from '../match/reconcile.ts';
import type { StatedRow } from '../match/rows.ts';
import { addDays } from '../match/terms.ts';
import type { MoneyCity } from './read-money-city.ts';
import { readStated } from './read-stated.ts';

/** One day of several, as a whole; `differenceVnd` is what was paid less what the bank has. */
export type WindowDay = {
  readonly day: string;
  /** Null, as what was paid: no payment was heard of, whether there was none or nobody told. */
  readonly payments: number | null;
  readonly paidVnd: number | null;
  /** Null: nothing was stated. */
  readonly statedVnd: number | null;
  /** Null: no statement was taken in, or none tells this site apart. */
  readonly bankedVnd: number | null;
  /** Of operators' statements of that day. */
  readonly cashPayments: number;
  readonly statedPayments: number;
};

/** Some days together: their sums, and what of them is lacking. */
export type MoneyWindow = {
  readonly days: readonly WindowDay[];
  readonly differences: readonly ExplainedDifference[];
};

/** Which days: so many up to the last, as known at an instant of the world. `stated`: their statements, where they are read already. */
export type WindowAsked = {
  readonly world: string;
  readonly lastDay: string;
  readonly count: number;
  readonly nowMs: number;
  readonly site?: string;
  readonly stated?: readonly StatedRow[];
};

/**
 * The days up to one, of the city or of one site. A site's day is compared as a whole here, by roll-ups: what is lacking is
 * exact, and which method lacks it is told by the day's own account.
 */
export async function readWindow(sql: Sql, city: MoneyCity, asked: WindowAsked): Promise<MoneyWindow> {
  const { days: calendar, terms, grainOf } = city;
  const { world, lastDay, count, nowMs, site } = asked;
  const [from, to] = [addDays(lastDay, 1 - count), nextDay(lastDay)];
  const isOurs = (row: { site: string | null }): boolean => site === undefined || row.site === site;
  const paid = (await readParkingDays(sql, { world, from, to })).filter(isOurs);
  const read = asked.stated ?? (await readStated(sql, { world, from, to, days: calendar }));
  const stated = read.filter((row) => row.day >= from && row.day < to && isOurs(row));
  const lines = (await listMoneyLines(sql, { world, from, to })).filter(isOurs);
  const sites = await listParkingSites(sql, { fromMs: calendar.startOf(from), toMs: calendar.startOf(to) });
  const operators = new Map(sites.map((one) => [one.code, one.operator]));
  const through = await readBankThrough(sql, world);
  const bankThrough = (operator: string): string | null => through.get(operator) ?? null;
  const { differences } = reconcile(
    { paid: paid.map((row) => ({ ...row, method: null })), stated, lines },
    {
      terms,
      cutDay: calendar.dayOf(nowMs),
      grainOf,
      bankThrough,
      byMethod: false,
      operatorOf: (code) => operators.get(code) ?? '',
    },
  );
  const own = site === undefined ? undefined : operators.get(site);
  const isBankKnown = own === undefined ? through.size > 0 : through.has(own) && grainOf(own).site;
  const byDay = {
    paid: Map.groupBy(paid, ({ day }) => day),
    stated: Map.groupBy(stated, ({ day }) => day),
    lines: Map.groupBy(lines, (line) => line.day ?? line.bookedDay),
  };
  const days = Array.from({ length: count }, (_, at) => addDays(from, at)).map((day): WindowDay => {
    const [paidHere, statedHere] = [byDay.paid.get(day) ?? [], byDay.stated.get(day) ?? []];
    const cash = statedHere.filter(({ method }) => method === 'cash');
    return {
      ...{ day, payments: sumOrNone(paidHere, 'payments'), paidVnd: sumOrNone(paidHere, 'amountVnd') },
      ...{ statedVnd: sumOrNone(statedHere, 'amountVnd'), statedPayments: sum(statedHere, 'payments') },
      ...{
        cashPayments: sum(cash, 'payments'),
        bankedVnd: isBankKnown ? sum(byDay.lines.get(day) ?? [], 'amountVnd') : null,
      },
    };
  });
  return { days, differences: explain(differences, await listExplanations(sql, { world, from, to })) };
}

function sum<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return rows.reduce((total, row) => total + row[key], 0);
}

function sumOrNone<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number | null {
  return rows.length === 0 ? null : sum(rows, key);
}
