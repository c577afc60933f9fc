import { listParkingSites } from '../../store/list-parking-sites.ts';
import { sumClosedStated } from '../../store/money-closings.ts';
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
import { readGoneTo } from './read-gone-to.ts';
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
  /** Its raw events were dropped: what was stated is as it was when the day was closed, else unknown. Nothing is compared. */
  readonly isGone: boolean;
};

/** Some days together: their sums, and what of them is lacking. */
export type MoneyWindow = {
  readonly days: readonly WindowDay[];
  /** Of days whose events are there. */
  readonly differences: readonly ExplainedDifference[];
  /** The last day whose raw events were dropped, where it is one of these. */
  readonly goneTo: string | null;
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
 * exact, and which method lacks it is told by the day's own account. Days whose events were dropped are shown, not compared: day
 * rows are kept for ever and statements are not, so all that was paid would be missing.
 */
export async function readWindow(sql: Sql, city: MoneyCity, asked: WindowAsked): Promise<MoneyWindow> {
  const { days: calendar, terms, grainOf } = city;
  const { world, lastDay, count, nowMs, site } = asked;
  const [from, to] = [addDays(lastDay, 1 - count), nextDay(lastDay)];
  const isOurs = (row: { site: string | null }): boolean => site === undefined || row.site === site;
  const lastGone = (await readGoneTo(sql, { world, days: calendar })) ?? '';
  const isThere = ({ day }: { readonly day: string | null }): boolean => day === null || day > lastGone;
  const paid = (await readParkingDays(sql, { world, from, to })).filter(isOurs);
  const read = asked.stated ?? (await readStated(sql, { world, from, to, days: calendar }));
  const stated = read.filter((row) => row.day >= from && row.day < to && isOurs(row) && isThere(row));
  const closed = lastGone < from ? [] : await sumClosedStated(sql, { world, from, to: nextDay(lastGone), site });
  const lines = (await listMoneyLines(sql, { world, from, to })).filter(isOurs);
  const sites = await listParkingSites(sql, { fromMs: calendar.startOf(from), toMs: calendar.startOf(to) });
  const operators = new Map(sites.map((one) => [one.code, one.operator]));
  const through = await readBankThrough(sql, world);
  const bankThrough = (operator: string): string | null => through.get(operator) ?? null;
  const { differences } = reconcile(
    {
      paid: paid.filter(isThere).map((row) => ({ ...row, method: null })),
      ...{ stated, lines: lines.filter(isThere) },
    },
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
    closed: new Map(closed.map((row) => [row.day, row.statedVnd])),
  };
  const days = Array.from({ length: count }, (_, at) => addDays(from, at)).map((day): WindowDay => {
    const [paidHere, statedHere] = [byDay.paid.get(day) ?? [], byDay.stated.get(day) ?? []];
    const cash = statedHere.filter(({ method }) => method === 'cash');
    return {
      ...{ day, payments: sumOrNone(paidHere, 'payments'), paidVnd: sumOrNone(paidHere, 'amountVnd') },
      statedVnd: isThere({ day }) ? sumOrNone(statedHere, 'amountVnd') : (byDay.closed.get(day) ?? null),
      ...{ isGone: !isThere({ day }), statedPayments: sum(statedHere, 'payments') },
      ...{
        cashPayments: sum(cash, 'payments'),
        bankedVnd: isBankKnown ? sum(byDay.lines.get(day) ?? [], 'amountVnd') : null,
      },
    };
  });
  const explained = explain(differences, await listExplanations(sql, { world, from, to }));
  return { days, differences: explained, goneTo: lastGone < from ? null : lastGone };
}

function sum<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return rows.reduce((total, row) => total + row[key], 0);
}

function sumOrNone<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number | null {
  return rows.length === 0 ? null : sum(rows, key);
}
