import { answerKpis } from '../../kpi/ask/answer-kpis.ts';
import type { KpiAnswer } from '../../kpi/answer.ts';
import { addDays, countDays, type Days } from '../../kpi/ledger/days.ts';
import { readBriefAlerts } from '../../store/read-brief-alerts.ts';
import { readEventsBySource } from '../../store/read-events-by-source.ts';
import type { Sql } from '../../store/sql.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { hourOfDay } from '../../time/wall-clock.ts';
import { listSilences, weighAlarms } from '../alarm-load.ts';
import type { Brief, BriefCounted, BriefCut, BriefKpi, BriefSource } from '../brief.ts';
import { toKpiRows } from '../kpi-rows.ts';
import { firstDayRead, type BriefKnown } from './known.ts';

/** Which brief: of a world's days, as its clock read when it was issued, up to a place in the log. */
export type CountedAsked = {
  readonly world: string;
  readonly days: Days;
  readonly issuedAtMs: number;
  readonly cut: BriefCut;
  readonly known: BriefKnown;
};

const trendDays = 14;
/** Longer ones are compared with none: the raw events of so long ago are gone. */
const longestComparedDays = 7;

/** Up to when a brief counts: to the end of its days, or to its issue where that comes first. */
export function asOfMs({ days, issuedAtMs, known }: Pick<CountedAsked, 'days' | 'issuedAtMs' | 'known'>): number {
  return Math.min(issuedAtMs, civilCalendar(known.ledger.timeZone).startOf(days.to));
}

/** The whole days whose events are in a brief: of its trend, of the days compared with, or of a target's period so far. */
export function spanNeeded({ period: { days }, asOf, timeZone, counted }: Brief): { fromMs: number; toMs: number } {
  const { dayOf, startOf } = civilCalendar(timeZone);
  const lastDay = dayOf(Date.parse(asOf) - 1);
  const before = countDays(days) > longestComparedDays ? days.from : addDays(days.from, -countDays(days));
  const courses = counted.kpis.flatMap(({ course }) => course?.days.from ?? []);
  const first = [addDays(lastDay, 1 - trendDays), before, ...courses].reduce((a, b) => (b < a ? b : a));
  return { fromMs: startOf(first), toMs: startOf(days.to) };
}

/** Everything of a brief that events say. To be called in one snapshot with the reading of the cut. */
export async function gatherCounted(sql: Sql, asked: CountedAsked): Promise<BriefCounted> {
  const { world, days, cut, known } = asked;
  const { timeZone } = known.ledger;
  const [fromMs, toMs] = [civilCalendar(timeZone).startOf(days.from), asOfMs(asked)];
  const span = { world, from: new Date(fromMs), to: new Date(toMs) };
  const sent = await readEventsBySource(sql, { ...span, seq: cut.seq });
  const alerts = await readBriefAlerts(sql, { ...span, dutySeq: cut.dutySeq });
  return {
    kpis: await gatherKpis(sql, asked),
    events: sent.reduce((sum, { events }) => sum + events, 0),
    sources: toSources(sent, known.sources),
    alarms: weighAlarms(alerts, { fromMs, toMs }, hourOfDay(timeZone)),
    silences: listSilences(alerts, toMs),
  };
}

/** The rows of the table of KPIs. */
export async function gatherKpis(sql: Sql, asked: CountedAsked): Promise<BriefKpi[]> {
  const { world, days, issuedAtMs, known } = asked;
  const { ledger } = known;
  const ask = (when: { span: Days } | { day: string }): Promise<KpiAnswer[]> =>
    answerKpis(sql, { world, nowMs: issuedAtMs, ledger, when });
  const lastDay = civilCalendar(ledger.timeZone).dayOf(asOfMs(asked) - 1);
  const length = countDays(days);
  const trend: KpiAnswer[][] = [];
  for (let back = trendDays - 1; back >= 0; back -= 1) {
    const day = addDays(lastDay, -back);
    trend.push(await ask({ span: { from: day, to: addDays(day, 1) } }));
  }
  const before =
    length > longestComparedDays ? [] : await ask({ span: { from: addDays(days.from, -length), to: days.from } });
  return toKpiRows(
    { period: await ask({ span: days }), before, days: trend, soFar: await ask({ day: lastDay }) },
    firstDayRead(days),
  );
}

/** What each source sent, with those that have a key and sent nothing. */
function toSources(sent: Awaited<ReturnType<typeof readEventsBySource>>, keyed: readonly string[]): BriefSource[] {
  // A key's source is the head of what it sends under.
  const isHeard = (source: string): boolean =>
    sent.some(
      (row) => row.source === source || row.source.startsWith(`${source}:`) || row.source.startsWith(`${source}/`),
    );
  const silent = keyed.filter((source) => !isHeard(source));
  return [
    ...silent.map((source) => ({ source, events: 0, lastAt: null, silent: true })),
    ...sent.map(({ source, events, lastAt }) => ({ source, events, lastAt: lastAt.toISOString(), silent: false })),
  ];
}
