import { listParkingSites } from '../../store/list-parking-sites.ts';
import { findClosed, readClosedHeard, readFrozenDay, type Closing } from '../../store/money-closings.ts';
import { listMoneyLines } from '../../store/money-lines.ts';
import { readBankThrough } from '../../store/money-statements.ts';
import { readParkingTraffic } from '../../store/read-parking-traffic.ts';
import type { Sql } from '../../store/sql.ts';
import { nextDay } from '../../time/next-day.ts';
import type { DayAccount } from '../account/day-account.ts';
import { tellsAll } from '../account/day-heard.ts';
import { findChanged, findLateChanges, type FrozenDay, type LateChange } from '../account/freeze-day.ts';
import { toFrozenAccount } from '../account/frozen-account.ts';
import { readDay, type DayAsked } from './read-day.ts';
import { readGoneTo } from './read-gone-to.ts';
import type { MoneyCity } from './read-money-city.ts';

/** What is still known of a day, and what came after it was closed (`late`; empty while it is not). */
export type FoundDay =
  | {
      /** `closed`: its events are gone, and these are the figures of its closing. */
      readonly by: 'events' | 'closed';
      readonly account: DayAccount;
      readonly late: readonly LateChange[];
      readonly closed: Closing | null;
      readonly goneTo: string | null;
    }
  /** Its events are gone, and nobody closed it, or too little was kept of it then. */
  | { readonly by: 'none'; readonly closed: Closing | null; readonly goneTo: string };

const hourMs = 3_600_000;

/** The account of a day: by its events as long as they are there, then by what was kept when it was closed. */
export async function findDay(sql: Sql, city: MoneyCity, asked: DayAsked): Promise<FoundDay> {
  const { world, day } = asked;
  const goneTo = await readGoneTo(sql, { world, days: city.days });
  const closed = (await findClosed(sql, { world, day })) ?? null;
  const figures = closed === null ? undefined : await readFrozenDay(sql, closed.id);
  if (goneTo === null || day > goneTo) {
    const account = await readDay(sql, city, asked);
    return { by: 'events', account, late: figures ? findLateChanges(figures, account) : [], closed, goneTo };
  }
  const heard = await readClosedHeard(sql, { world, day });
  if (!figures || !heard || !tellsAll(heard)) return { by: 'none', closed, goneTo };
  const [fromMs, toMs] = [city.days.startOf(day), city.days.startOf(nextDay(day))];
  const sites = await listParkingSites(sql, { fromMs, toMs });
  const through = await readBankThrough(sql, world);
  const bankThrough = (operator: string): string | null => through.get(operator) ?? null;
  const hours = Math.ceil((toMs - fromMs) / hourMs);
  const account = toFrozenAccount({ figures, heard, sites, hours, bankThrough });
  return { by: 'closed', account, late: await findLate(sql, world, figures), closed, goneTo };
}

/** By the roll-ups and the bank, which are kept; what operators stated later went with the events. */
async function findLate(sql: Sql, world: string, figures: FrozenDay): Promise<LateChange[]> {
  const { day } = figures;
  const codes = figures.sites.map(({ site }) => site);
  const traffic = new Map((await readParkingTraffic(sql, { world, sites: codes, day })).map((row) => [row.site, row]));
  const lines = Map.groupBy(await listMoneyLines(sql, { world, from: day, to: nextDay(day) }), ({ site }) => site);
  const untold = new Set(figures.sites.filter(({ bankedVnd }) => bankedVnd === null).map(({ site }) => site));
  return findChanged(figures, (site) => {
    const { entered = 0, exited = 0, payments = 0, paidVnd = 0 } = traffic.get(site) ?? {};
    const bankedVnd = (lines.get(site) ?? []).reduce((sum, { amountVnd }) => sum + amountVnd, 0);
    return { entered, exited, payments, paidVnd, ...(!untold.has(site) && { bankedVnd }) };
  });
}
