import { paymentMethods } from '../../events/kinds/parking.ts';
import { listParkingSites } from '../../store/list-parking-sites.ts';
import { listExplanations } from '../../store/money-explanations.ts';
import { listMoneyLines } from '../../store/money-lines.ts';
import { readBankThrough } from '../../store/money-statements.ts';
import type { Sql } from '../../store/sql.ts';
import { nextDay } from '../../time/next-day.ts';
import type { CashCount } from '../account/cash-drift.ts';
import { toDayAccount, type DayAccount } from '../account/day-account.ts';
import { unheard, type HeardSite } from '../account/day-heard.ts';
import type { SiteDay } from '../account/site-day.ts';
import { reconcile } from '../match/reconcile.ts';
import type { PaidRow, StatedRow } from '../match/rows.ts';
import { addDays } from '../match/terms.ts';
import { readHeard, type ReadHeard } from './heard.ts';
import type { MoneyCity } from './read-money-city.ts';
import { readStated } from './read-stated.ts';

/**
 * Which day, as known at an instant of the world. `stated`: statements of the day and of those before it, where they are read
 * already. `heardBy`: where its events need not all be read.
 */
export type DayAsked = {
  readonly world: string;
  readonly day: string;
  readonly nowMs: number;
  readonly stated?: readonly StatedRow[];
  readonly heardBy?: ReadHeard;
};

const hourMs = 3_600_000;
const driftD = 28;

/** The account of one day. Some reads, of one moment only within a transaction that sees one. */
export async function readDay(sql: Sql, city: MoneyCity, asked: DayAsked): Promise<DayAccount> {
  const { world, day, nowMs, heardBy = readHeard } = asked;
  const { days, terms, grainOf } = city;
  const next = nextDay(day);
  const [fromMs, toMs] = [days.startOf(day), days.startOf(next)];
  const sites = await listParkingSites(sql, { fromMs, toMs });
  const heard = await heardBy(sql, { world, day, sites: sites.map(({ code }) => code), fromMs, toMs });
  const heardOf = (site: string): HeardSite => heard[site] ?? unheard;
  const cutDay = days.dayOf(nowMs);
  const first = addDays(day, -driftD);
  const stated = asked.stated ?? (await readStated(sql, { world, from: first, to: next, days }));
  const siteDays = sites.map((site): SiteDay => ({ site, ...heardOf(site.code).own }));
  const through = await readBankThrough(sql, world);
  const bankThrough = (operator: string): string | null => through.get(operator) ?? null;
  const operators = new Map(sites.map(({ code, operator }) => [code, operator]));
  const found = reconcile(
    {
      paid: siteDays.flatMap((one) => toPaid(one, day)),
      stated: stated.filter((row) => row.day === day),
      lines: await listMoneyLines(sql, { world, from: day, to: next }),
    },
    { terms, cutDay, grainOf, bankThrough, byMethod: true, operatorOf: (site) => operators.get(site) ?? '' },
  );
  const parts = {
    ...{ day, cutDay, sites: siteDays, bankThrough },
    hours: Math.max(0, Math.min(Math.ceil((toMs - fromMs) / hourMs), Math.floor((nowMs - fromMs) / hourMs))),
    unpaidExits: new Map(sites.map(({ code }) => [code, heardOf(code).unpaid])),
    namelessPayments: sites.reduce((sum, { code }) => sum + heardOf(code).nameless, 0),
    cashBefore: sumCash(stated.filter((row) => row.day >= first && row.day < day)),
    said: await listExplanations(sql, { world, from: day, to: next }),
  };
  return toDayAccount(parts, found);
}

function toPaid({ site, methods }: SiteDay, day: string): PaidRow[] {
  return paymentMethods.flatMap((method) => {
    const { payments, amountVnd } = methods[method];
    return payments === 0 ? [] : [{ site: site.code, day, method, payments, amountVnd }];
  });
}

function sumCash(stated: readonly StatedRow[]): Map<string, CashCount> {
  const sums = new Map<string, CashCount>();
  for (const { site, method, payments } of stated) {
    const before = sums.get(site) ?? { payments: 0, cashPayments: 0 };
    const cashPayments = before.cashPayments + (method === 'cash' ? payments : 0);
    sums.set(site, { payments: before.payments + payments, cashPayments });
  }
  return sums;
}
