import type { DayAccount } from '#shared/money/account/day-account.ts';
import { freezeDay } from '#shared/money/account/freeze-day.ts';
import type { DayHeard } from '#shared/money/account/day-heard.ts';
import { readHeard, type ReadHeard } from '#shared/money/ask/heard.ts';
import { readDay } from '#shared/money/ask/read-day.ts';
import { readGoneTo } from '#shared/money/ask/read-gone-to.ts';
import { readMoneyCity, type MoneyCity } from '#shared/money/ask/read-money-city.ts';
import { remembered } from '#shared/money/ask/remembered-heard.ts';
import { nextDay } from '#shared/time/next-day.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import type { Sql } from '#shared/store/sql.ts';

const tries = 4;

type Asked = { readonly world: string; readonly day: string };
type Fault = { readonly fault: string };
type Read = { readonly account: DayAccount } | Fault;
type SteadyRead = { readonly account: DayAccount; readonly heard: DayHeard } | Fault;

/** The account of a day as it is now. */
export async function readDayNow(sql: Sql, { world, day }: Asked, now: Date): Promise<Read> {
  const nowMs = await readWorldNow(sql, world, now.getTime());
  if (nowMs === undefined) return { fault: `world: there is no world ${world}` };
  const city = await readMoneyCity(sql);
  const gone = await findGone(sql, city, { world, day });
  return gone ?? { account: await readDay(sql, city, { world, day, nowMs }) };
}

/**
 * The account of a day of one moment, though each read in it sees what is committed by then: two readings in a row that are
 * equal are what stood between them. `cutDay`: as it was known then, whatever day it is by now.
 */
export async function readSteadyDay(sql: Sql, { world, day }: Asked, now: Date, cutDay?: string): Promise<SteadyRead> {
  const worldNowMs = await readWorldNow(sql, world, now.getTime());
  if (worldNowMs === undefined) return { fault: `world: there is no world ${world}` };
  const city = await readMoneyCity(sql);
  const nowMs = cutDay === undefined ? worldNowMs : Math.min(worldNowMs, city.days.startOf(nextDay(cutDay)) - 1);
  const gone = await findGone(sql, city, { world, day });
  if (gone) return gone;
  let before = '';
  let heard: DayHeard = {};
  // The second time its events are read again only if any has come.
  const again = remembered(readHeard);
  const heardBy: ReadHeard = async (on, span) => (heard = await again(on, span));
  for (let left = tries; left > 0; left -= 1) {
    const account = await readDay(sql, city, { world, day, nowMs, heardBy });
    const { hash } = freezeDay(account);
    if (hash === before) return { account, heard };
    before = hash;
  }
  return { fault: `day: figures of ${day} are still coming in; try again in a while` };
}

/** Why a day is not compared any more; undefined: its events are there. */
async function findGone(sql: Sql, { days }: MoneyCity, { world, day }: Asked): Promise<Fault | undefined> {
  const goneTo = await readGoneTo(sql, { world, days });
  if (goneTo === null || day > goneTo) return undefined;
  return { fault: `day: raw events up to ${goneTo} are gone (RETENTION_D); ${day} cannot be compared any more` };
}
