import { civilCalendar } from '../../time/civil-day.ts';
import { wallClockOf } from '../../time/wall-clock.ts';
import type { BackTestResult, Caught } from '../../wire/rule-commands.ts';
import type { Episode, RuleTally } from '../replay/tally.ts';
import type { BackTest } from './back-test.ts';

/** As many openings as one can look through; what fits into an answer. */
const shownEpisodes = 200;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What a back-test says of one rule, for whoever is to decide whether to save it. */
export function toResult(
  test: BackTest,
  about: {
    readonly rule: string;
    readonly timeZone: string;
    readonly tookMs: number;
    readonly caught: readonly Caught[];
  },
): BackTestResult {
  const { rule, timeZone, tookMs, caught } = about;
  const of = (rules: readonly RuleTally[] = []): RuleTally | undefined => rules.find((one) => one.rule === rule);
  const own = test.episodes.filter((episode) => episode.rule === rule);
  const newest = own.slice(-shownEpisodes).reverse();
  const none: RuleTally = { rule, opened: 0, announced: 0, perHour: 0, noData: 0, medianOpenS: null };
  const { from, to, events, judged, ticks, load } = test;
  return {
    ...{ from, to, tookMs, events, judged, ticks, load, loadBefore: test.before?.load ?? load, caught },
    rule: of(test.rules) ?? none,
    ruleBefore: of(test.before?.rules) ?? null,
    days: countDays(own, { from, to, timeZone }),
    hours: countHours(test.episodes, rule, timeZone),
    ...{ episodes: newest, more: own.length - newest.length, isBlind: test.notReplayed.includes(rule) },
  };
}

function countDays(
  episodes: readonly Episode[],
  { from, to, timeZone }: { from: string; to: string; timeZone: string },
): BackTestResult['days'] {
  const { dayOf, startOf } = civilCalendar(timeZone);
  const days = new Map<string, { announced: number; silent: number }>();
  for (let ms = startOf(dayOf(Date.parse(from))); ms <= Date.parse(to); ms += dayMs) {
    days.set(dayOf(ms), { announced: 0, silent: 0 });
  }
  for (const { openedAt, announcedAt } of episodes) {
    const day = days.get(dayOf(Date.parse(announcedAt ?? openedAt)));
    if (day) day[announcedAt === null ? 'silent' : 'announced'] += 1;
  }
  return [...days].map(([day, counts]) => ({ day, ...counts }));
}

function countHours(episodes: readonly Episode[], rule: string, timeZone: string): BackTestResult['hours'] {
  const { wallOf } = wallClockOf(timeZone);
  const hours = Array.from({ length: 24 }, () => ({ rule: 0, all: 0 }));
  for (const episode of episodes) {
    if (episode.announcedAt === null) continue;
    const hour = hours[Math.floor((wallOf(Date.parse(episode.announcedAt)) % dayMs) / hourMs)];
    if (!hour) continue;
    hour.all += 1;
    if (episode.rule === rule) hour.rule += 1;
  }
  return hours;
}
