import type { RequestEvent } from '@sveltejs/kit';
import { freezeDay, type LateChange } from '#shared/money/account/freeze-day.ts';
import { ageLacking, type Age, type AgedSum } from '#shared/money/account/ageing.ts';
import type { DayAccount } from '#shared/money/account/day-account.ts';
import { unexplained } from '#shared/money/account/explanation.ts';
import { closedOr } from '#shared/money/ask/closed-heard.ts';
import { findDay, type FoundDay } from '#shared/money/ask/find-day.ts';
import { readHeard } from '#shared/money/ask/heard.ts';
import type { DayAsked } from '#shared/money/ask/read-day.ts';
import { readMoneyCity, type MoneyCity } from '#shared/money/ask/read-money-city.ts';
import { remembered } from '#shared/money/ask/remembered-heard.ts';
import { readStated } from '#shared/money/ask/read-stated.ts';
import { readWindow, type MoneyWindow, type WindowDay } from '#shared/money/ask/read-window.ts';
import { addDays } from '#shared/money/match/terms.ts';
import { isDay } from '#shared/money/statement/reference.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { listUnits } from '#shared/store/list-units.ts';
import { listUnpaidExits, type UnpaidExit } from '#shared/store/list-unpaid-exits.ts';
import { listClosings, type Closing } from '#shared/store/money-closings.ts';
import { readMoneyMarks } from '#shared/store/read-money-marks.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import type { Sql } from '#shared/store/sql.ts';
import { nextDay } from '#shared/time/next-day.ts';
import { createKeptReadings, type KeptReading } from '../../incidents/server/read-kept.ts';
import { readDesk } from '../../people/server/read-desk.ts';
import { resources } from '../../server/resources.ts';

/** How many days are looked back on for what is lacking and how old it is. */
export const windowD = 35;

/** Exits without a payment that a site's page lists. */
const mostUnpaid = 100;

/** An account takes a second or two in a large city: it is shown again for so long, with its moment, unless somebody acts. */
const freshMs = 20_000;

type KeptAccount = {
  readonly marks: string;
  readonly readMs: number;
  readonly nowMs: number;
  readonly found: FoundDay;
  readonly window: MoneyWindow;
};
const kept = new Map<string, KeptAccount>();
/** Some megabytes each in a large city. */
const mostKept = 8;

/** The first reading of a large city's day takes seconds on a machine that is busy; those after it do not. */
const patienceMs = 10_000;
const readKept = createKeptReadings(() => new Date(), patienceMs);

/** A day's events are read once, and again when any of it has come late; those of a closed day not at all. */
const heardBy = closedOr(remembered(readHeard));

/** A day of several, and where its closing stands. */
export type DayLine = WindowDay & { readonly state: Closing['state'] | 'open' };

/** A day of money as its page shows it; `nowMs` is the moment of its account. */
export type MoneyDay = {
  /** `closed`: its raw events are gone, and these are the figures of its closing. */
  readonly by: 'events' | 'closed';
  readonly account: DayAccount;
  /** Of the figures as they stand, for whoever proposes to close them. */
  readonly hash: string;
  readonly open: number;
  readonly isOver: boolean;
  readonly nowMs: number;
  readonly ages: Readonly<Record<Age, AgedSum>>;
  readonly days: readonly DayLine[];
  /** The last of these days whose raw events are gone; null: of none. */
  readonly goneTo: string | null;
  readonly closings: readonly Closing[];
  /** What came after the day was closed; empty while it is not. */
  readonly late: readonly LateChange[];
  readonly unitNames: Readonly<Record<string, string>>;
  /** Of the site that is asked about, the first of them. */
  readonly unpaid: readonly UnpaidExit[];
};

/** A day of which what was stated is not known any more. */
export type GoneDay = {
  readonly by: 'none';
  readonly day: string;
  readonly goneTo: string;
  readonly closed: Closing | null;
  readonly days: readonly DayLine[];
};

/** The day in the address; undefined: the last whole one. */
export function readAskedDay(query: URLSearchParams): string | undefined {
  const asked = query.get('day') ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(asked) && isDay(asked) ? asked : undefined;
}

/** Reads a day for its page; null when the database is away and it was never read. `site`: its days instead of the city's. */
export async function readMoney(
  event: Pick<RequestEvent, 'locals' | 'url'>,
  site?: string,
): Promise<{ desk: ReturnType<typeof readDesk>; read: KeptReading<MoneyDay | GoneDay> | null }> {
  const desk = readDesk(event);
  const asked = readAskedDay(event.url.searchParams);
  const { world, language } = desk;
  const key = JSON.stringify(['money', world, asked ?? '', site ?? '', language]);
  const read = await readKept(key, () =>
    inSnapshot(resources().pool, (sql) => readMoneyDay(sql, { world, asked, language, site })),
  );
  return { desk, read };
}

type Asked = {
  readonly world: string;
  readonly asked: string | undefined;
  readonly language: string;
  readonly site: string | undefined;
};

async function readMoneyDay(sql: Sql, { world, asked, language, site }: Asked): Promise<MoneyDay | GoneDay> {
  const city = await readMoneyCity(sql);
  const worldNowMs = (await readWorldNow(sql, world, Date.now())) ?? Date.now();
  const day = asked ?? addDays(city.days.dayOf(worldNowMs), -1);
  const { found, window, nowMs } = await readAccount(sql, city, { world, day, nowMs: worldNowMs, site });
  const closings = await listClosings(sql, { world, from: addDays(day, 1 - windowD), to: nextDay(day) });
  const standing = new Map<string, Closing['state']>();
  for (const { day: closed, state } of closings.toReversed()) standing.set(closed, state);
  const days = window.days.map((one): DayLine => ({ ...one, state: standing.get(one.day) ?? 'open' }));
  if (found.by === 'none') return { by: 'none', day, goneTo: found.goneTo, closed: found.closed, days };
  const { account, by, late } = found;
  const units = await listUnits(sql, day);
  const [fromMs, toMs] = [city.days.startOf(day), city.days.startOf(nextDay(day))];
  const isListed = site !== undefined && by === 'events';
  return {
    ...{ by, account, late, days, nowMs, goneTo: window.goneTo },
    ...{ hash: freezeDay(account).hash, open: unexplained(account.differences).length },
    isOver: account.cutDay > day,
    ages: ageLacking(
      window.differences.filter(({ explanation }) => explanation === null),
      account.cutDay,
    ),
    closings: closings.filter((one) => one.day === day),
    unitNames: Object.fromEntries(units.map(({ code, name, nameEn }) => [code, language === 'en' ? nameEn : name])),
    unpaid: isListed ? await listUnpaidExits(sql, { world, site, fromMs, toMs, limit: mostUnpaid }) : [],
  };
}

async function readAccount(
  sql: Sql,
  city: MoneyCity,
  { site, ...asked }: DayAsked & { readonly site: string | undefined },
): Promise<KeptAccount> {
  const { world, day, nowMs } = asked;
  const key = `${world} ${day} ${site ?? ''}`;
  const marks = await readMoneyMarks(sql, world);
  const known = kept.get(key);
  if (known?.marks === marks && performance.now() - known.readMs < freshMs) return known;
  const days = { world, from: addDays(day, 1 - windowD), to: nextDay(day), days: city.days };
  const stated = await readStated(sql, days);
  const found = await findDay(sql, city, { ...asked, stated, heardBy });
  const of = site === undefined ? {} : { site };
  const window = await readWindow(sql, city, { world, lastDay: day, count: windowD, nowMs, stated, ...of });
  const read = { marks, readMs: performance.now(), nowMs, found, window };
  kept.delete(key);
  kept.set(key, read);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return read;
}
