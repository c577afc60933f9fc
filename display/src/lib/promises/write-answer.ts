import type { Figure, KpiAnswer } from '#shared/kpi/answer.ts';
import type { KpiUnit } from '#shared/kpi/kpi-units.ts';
import { addDays, type Days } from '#shared/kpi/ledger/days.ts';
import type { AnswerTold } from '#shared/wire/promise-commands.ts';
import type { Course, Measured } from '#shared/promises/ask/read-courses.ts';
import { stateOf } from '#shared/promises/offices.ts';
import { fairFigure, type Standing } from '#shared/promises/rank.ts';
import type { Trend } from '#shared/promises/trend.ts';
import type { Upstream } from '#shared/promises/upstream.ts';
import { writeDay } from '../admin/write-time.ts';
import { fill } from '../docs/docs-words.ts';
import { writeDistance, writeSpan, writeValue, type Telling } from './telling.ts';

/** How something stands: against its target, or that there is none. */
export type ShownState = ReturnType<typeof stateOf> | 'untargeted';

/** The state of an answer; without a target there is nothing to reach. */
export function shownState(answer: KpiAnswer): ShownState {
  return answer.target === null ? 'untargeted' : stateOf(answer);
}

/** A value, or why there is none. */
export function writeFigure(
  telling: Telling,
  answer: Pick<KpiAnswer, 'valueUnit' | 'reason'>,
  value: number | null,
): string {
  if (value !== null) return writeValue(telling, value, answer.valueUnit);
  return `— ${telling.words.reasons[answer.reason ?? 'no-data']}`;
}

/** How far the fair figure is from the target: `thiếu 3,2 điểm`. */
export function writeGap(
  telling: Telling,
  answer: Figure & Pick<KpiAnswer, 'adjusted' | 'direction' | 'valueUnit'>,
): string {
  const { gap } = fairFigure(answer);
  const { words } = telling;
  if (gap === null) return '—';
  if (Math.abs(gap) < 1e-12) return words.gap.even;
  const past = answer.direction === 'at_least' ? words.gap.short : words.gap.over;
  return fill(gap > 0 ? words.gap.met : past, { n: writeDistance(telling, gap, answer.valueUnit) });
}

/** What must come each day for the target to be reached in time. */
export function writeToReach(telling: Telling, answer: KpiAnswer): string {
  const { words, format } = telling;
  const { perDayToReach: reach, valueUnit, direction } = answer;
  if (!reach) return words.toReach.none;
  const left = fill(words.toReach.left, { days: format.whole(Math.ceil(reach.daysLeft)) });
  if (reach.state !== 'reachable') {
    const best = writeValue(telling, reach.bestValue, valueUnit);
    return `${reach.state === 'safe' ? words.toReach.safe : fill(words.toReach.unreachable, { value: best })} · ${left}`;
  }
  const { perDay, morePerDay, restValue } = reach;
  if (perDay === null || morePerDay === null) {
    return restValue === null
      ? left
      : `${fill(words.toReach.rest, { value: writeValue(telling, restValue, valueUnit) })} · ${left}`;
  }
  const most = fill(words.toReach.most, { n: format.whole(perDay) });
  const more = morePerDay > 0 ? fill(words.toReach.more, { n: format.whole(morePerDay) }) : words.toReach.pace;
  return `${direction === 'at_most' ? most : more} · ${left}`;
}

/** From how many of those expected something came, and how old the oldest is. */
export function writeCoverage({ words, format }: Telling, { coverage }: Pick<KpiAnswer, 'coverage'>): string {
  const { reporting, expected, oldestAgeS, told } = coverage;
  if (expected === 0) return words.coverage.none;
  const parts = [fill(words.coverage.of, { reporting: format.whole(reporting), expected: format.whole(expected) })];
  if (oldestAgeS !== null) {
    parts.push(fill(words.coverage.oldest, { age: writeSpan(format, oldestAgeS * 1_000) }));
  }
  if (told !== null && told < 1) parts.push(fill(words.coverage.told, { share: `${format.percent(told)} %` }));
  return parts.join(' · ');
}

/** The days of a figure, both included: `01/10/2026 – 31/10/2026`. */
export function writePeriod({ words }: Telling, { from, to }: Days): string {
  return fill(words.days, { from: writeDay(from), to: writeDay(addDays(to, -1)) });
}

/** What a unit says to a figure, as far as it was not taken back; of other days than the figure's with those days. */
export function writeSaid(telling: Telling, answers: readonly AnswerTold[], { unit, period }: KpiAnswer): string {
  const own = answers.filter((answer) => answer.unit === unit && answer.withdrawnAt === null);
  return own
    .map(({ kind, text, periodFrom, periodTo }) => {
      const isSame = periodFrom === period.from && periodTo === period.to;
      const of = isSame ? '' : ` (${writePeriod(telling, { from: periodFrom, to: periodTo })})`;
      return `${telling.words.kinds[kind]}${of}: ${text}`;
    })
    .join(' · ');
}

/** A rank among those ranked, or why there is none. */
export function writeRank(telling: Telling, { rank, isShared, of, why, isFew }: Standing, n: number | null): string {
  const { words, format } = telling;
  if (rank === null) return fill(words.rank.none, { why: words.reasons[why ?? 'no-data'] });
  const place = fill(isShared ? words.rank.shared : words.rank.of, { rank, of });
  return isFew ? `${place} · ${fill(words.rank.few, { n: format.whole(n ?? 0) })}` : place;
}

/** What was out of a unit's reach, each thing by itself. */
export function writeUpstream(telling: Telling, { systems, localMs }: Upstream, exclusions: number): readonly string[] {
  const { words, format } = telling;
  const said = systems.flatMap(({ system, downMs }) => {
    if (downMs === null || downMs === 0) return [];
    return [fill(words.upstream.system, { name: telling.system(system), span: writeSpan(format, downMs) })];
  });
  const unmeasured = systems.filter(({ downMs }) => downMs === null).length;
  if (unmeasured > 0) said.push(fill(words.upstream.unknown, { n: unmeasured, of: systems.length }));
  if (localMs > 0) said.push(fill(words.upstream.local, { span: writeSpan(format, localMs) }));
  if (exclusions > 0) said.push(fill(words.upstream.exclusions, { n: exclusions }));
  return said.length > 0 ? said : [words.upstream.none];
}

/** A week against the week before. */
export function writeTrend(telling: Telling, trend: Trend | null, answer: KpiAnswer): string {
  const { words } = telling;
  const change = trend?.change ?? null;
  if (change === null) return words.trend.none;
  if (Math.abs(change) < 1e-12) return words.trend.same;
  return fill(change > 0 ? words.trend.up : words.trend.down, { n: writeDistance(telling, change, answer.valueUnit) });
}

/** What a month will be at its end, give and take what such forecasts are usually off; or why that cannot be told. */
export function writeMonthEnd(telling: Telling, course: Course, unit: KpiUnit): string {
  const { words } = telling;
  const { monthEnd, monthWhy, interval } = course;
  if (monthEnd === null) {
    return monthWhy === null
      ? '—'
      : `— ${fill(words.forecast.why[monthWhy.reason], { days: monthWhy.days, needed: monthWhy.needed ?? 0 })}`;
  }
  const value = writeValue(telling, monthEnd, unit);
  if (!interval) return value;
  return `${value} (${interval.map((bound) => writeValue(telling, bound, unit)).join(' – ')})`;
}

/** How far forecasts of a figure are usually off, and how far keeping its present value would be. */
export function writeOff(telling: Telling, { error }: Measured, unit: KpiUnit): string {
  return fill(telling.words.forecast.beside, {
    mae: writeDistance(telling, error.mae, unit),
    naive: writeDistance(telling, error.maeNaive, unit),
  });
}

/** Why it is not known how far forecasts of a figure are off. */
export function writeUnmeasured({ words }: Telling, { monthEnd, tooFewDays }: Course): string {
  if (monthEnd === null) return words.forecast.nothing;
  return tooFewDays === null ? words.forecast.soon : fill(words.forecast.none, { days: tooFewDays });
}
