import type { ClientBase } from 'pg';
import { makeBaselines, noBaselines, seriesName, type Baselines } from '#shared/rules/baseline.ts';
import type { RuleCity } from '#shared/rules/city.ts';
import { partsOf } from '#shared/rules/condition.ts';
import type { RuleRow } from '#shared/rules/input.ts';
import { createJudge } from '#shared/rules/replay/judge-events.ts';
import { metricsAskedBy } from '#shared/rules/replay/metrics-asked-by.ts';
import { createTally, type Episode, type Load, type RuleTally } from '#shared/rules/replay/tally.ts';
import { typesAskedBy } from '#shared/rules/replay/types-asked-by.ts';
import type { Rule } from '#shared/rules/rule.ts';
import {
  eachPastEvent,
  readPastRows,
  readPastSlots,
  readTickSpan,
  type PastRow,
} from '#shared/store/read-rule-past.ts';

/** What rules would have done in a span of the past. */
export type BackTest = {
  readonly world: string;
  readonly from: string;
  readonly to: string;
  readonly events: number;
  readonly ticks: number;
  readonly rules: readonly RuleTally[];
  readonly load: Load;
  readonly episodes: readonly Episode[];
  /** Rules that ask for what is not kept of the past: forecasts, KPIs. */
  readonly notReplayed: readonly string[];
};

export type BackTestOptions = {
  readonly world: string;
  readonly rules: readonly Rule[];
  readonly city: RuleCity;
  readonly fromMs: number;
  readonly toMs: number;
  readonly onProgress: (done: number, total: number) => void;
};

const minuteMs = 60_000;
const hourMs = 3_600_000;
const baselineWeeks = 8;

/**
 * Replays a world's stored past through the evaluator, hour by hour in one snapshot: events and ticks in the order of the
 * log, a minute's rows with the first tick after it, an hour's with the first tick after that. Memory is that of one hour.
 */
export async function backTest(client: ClientBase, options: BackTestOptions): Promise<BackTest> {
  const { world, rules, city, onProgress } = options;
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await client.query('SET LOCAL statement_timeout = 0');
    const span = await readTickSpan(client, options);
    if (!span)
      throw new Error(
        `the world ${world} has no ticks between these times: nothing was watched, or it is no longer kept`,
      );
    const baselines = await readBaselines(client, options, span.firstMs);
    const tally = createTally(rules.map(({ id }) => id));
    const judge = createJudge({ world, rules, city, baselines }, tally.add);
    const types = typesAskedBy(rules);
    const firstHour = Math.floor(span.firstMs / hourMs) * hourMs;
    const hours = Math.floor((span.lastMs - firstHour) / hourMs) + 1;
    let waiting: DueRow[] = [];
    let [events, ticks] = [0, 0];
    for (let hour = 0; hour < hours; hour += 1) {
      const within = { world, fromMs: firstHour + hour * hourMs, toMs: firstHour + (hour + 1) * hourMs };
      waiting = [...waiting, ...(await rowsOf(client, rules, within))].sort((a, b) => a.dueMs - b.dueMs);
      let next = 0;
      await eachPastEvent(client, { ...within, types }, ({ seq, event }) => {
        if (event.type !== 'clock.tick') {
          judge.event(event);
          events += 1;
          return;
        }
        ticks += 1;
        const nowMs = Date.parse(event.time);
        const first = next;
        while ((waiting[next]?.dueMs ?? Infinity) <= nowMs) next += 1;
        if (next > first) judge.rows(waiting.slice(first, next).map(({ row }) => row));
        judge.event(event);
        judge.tick({ seq, time: event.time, speed: Number(event.data['speed']) });
      });
      waiting = waiting.slice(next);
      onProgress(hour + 1, hours);
    }
    return {
      ...{ world, from: new Date(span.firstMs).toISOString(), to: new Date(span.lastMs).toISOString(), events, ticks },
      rules: tally.rules(Math.max((span.lastMs - span.firstMs) / hourMs, 1 / 60)),
      load: tally.load(span.firstMs, span.lastMs),
      episodes: tally.episodes(),
      notReplayed: rules.filter(({ when: { kind } }) => kind === 'forecast' || kind === 'kpi').map(({ id }) => id),
    };
  } finally {
    await client.query('ROLLBACK');
  }
}

type DueRow = { readonly dueMs: number; readonly row: RuleRow };
type Within = { readonly world: string; readonly fromMs: number; readonly toMs: number };

async function rowsOf(client: ClientBase, rules: readonly Rule[], within: Within): Promise<DueRow[]> {
  const metrics = [...metricsAskedBy(rules)];
  if (metrics.length === 0) return [];
  const distributed = rules.flatMap(({ when }) => (when.kind === 'metric' && when.stat === 'p90' ? [when.metric] : []));
  const slots = await readPastSlots(client, { ...within, metrics: distributed });
  const toDue =
    (grain: 'minute' | 'hour', lengthMs: number) =>
    (past: PastRow): DueRow => {
      const { bucketMs, unit, scope, metric, dim, n, sum } = past;
      const bucket = new Date(bucketMs).toISOString();
      const row = [grain, bucket, unit, scope, metric, dim, n, sum, 0, 0] as const;
      const known =
        grain === 'minute' && dim === '' && scope === '' ? slots.get(`${bucketMs} ${unit} ${metric}`) : undefined;
      return { dueMs: bucketMs + lengthMs, row: known ? { row, slots: known } : { row } };
    };
  const minutes = await readPastRows(client, 'minute', { ...within, metrics });
  const hours = await readPastRows(client, 'hour', { ...within, metrics });
  return [...minutes.map(toDue('minute', minuteMs)), ...hours.map(toDue('hour', hourMs))];
}

/** What is usual, from the eight weeks before the span; holidays left out. */
async function readBaselines(
  client: ClientBase,
  { world, rules, city }: BackTestOptions,
  untilMs: number,
): Promise<Baselines> {
  const parts = rules.flatMap(({ when }) => (when.kind === 'deviation' ? partsOf(when) : []));
  if (parts.length === 0) return noBaselines;
  const fromMs = untilMs - baselineWeeks * 7 * 24 * hourMs;
  const rows = await readPastRows(client, 'hour', {
    ...{ world, fromMs, toMs: untilMs, metrics: [...new Set(parts.map(({ metric }) => metric))] },
  });
  const hours = rows.flatMap(({ scope, metric, dim, unit, bucketMs, n, sum }) =>
    scope !== ''
      ? []
      : (['n', 'sum'] as const).map(
          (stat) => [seriesName({ metric, dim, stat }, unit), bucketMs, stat === 'n' ? n : sum] as const,
        ),
  );
  const holidays = new Set(city.specialDays.filter(({ kind }) => kind !== 'school_holiday').map(({ date }) => date));
  const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: city.timeZone });
  return makeBaselines(hours, city.timeZone, (ms) => !holidays.has(dayOf.format(ms)));
}
