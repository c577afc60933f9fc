import type pg from 'pg';
import { applyEvent } from '#shared/fold/apply-event.ts';
import { createState } from '#shared/fold/fold-state.ts';
import { toAssetView } from '#shared/fold/to-asset-view.ts';
import type { Transition } from '#shared/rules/alert.ts';
import type { RuleCity } from '#shared/rules/city.ts';
import { createEvaluator } from '#shared/rules/evaluator.ts';
import type { RuleRow } from '#shared/rules/input.ts';
import { createJudge, type Judge } from '#shared/rules/replay/judge-events.ts';
import { metricsAskedBy } from '#shared/rules/replay/metrics-asked-by.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { eventColumns, toEvent, type EventRow } from '#shared/store/event-row.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { createWorldJudge } from '../../stream/duty/judging/world-judge.ts';

type Row = Record<'unit' | 'scope' | 'metric' | 'dim', string> & { bucket: Date; n: number; sum: number };

const lengthsMs = { minute: 60_000, hour: 3_600_000 } as const;

type Asked = { readonly world: string; readonly rules: readonly Rule[]; readonly city: RuleCity };
type Told = (transition: Transition) => unknown;

/** As a back-test judges, with nothing left out. */
export function byEvents({ world, rules, city }: Asked, onTransition: Told): Pick<Judge, 'event' | 'rows' | 'tick'> {
  const evaluator = createEvaluator({ world, rules, city });
  return createJudge({ world, timeZone: city.timeZone }, [{ evaluator, onTransition }]);
}

/** As the duty process judges a world while it happens. */
export function byDuty({ world, rules, city }: Asked, onTransition: Told): Pick<Judge, 'event' | 'rows' | 'tick'> {
  const calendar = civilCalendar(city.timeZone);
  const state = createState();
  const judge = createWorldJudge({ world, rules, city, imageSeq: 0 }, (asset) => {
    const known = state.worlds.get(world)?.assets.get(asset);
    return known && toAssetView(known);
  });
  return {
    event: (event) => {
      for (const asset of applyEvent(state, event, calendar)) judge.noteChanged(asset);
    },
    rows: judge.takeRows,
    tick: (tick) => {
      judge.tick({ ...tick, isCaughtUp: false, areCountsKnown: true }).forEach(onTransition);
    },
  };
}

/** Every stored event of a world, each one judged, in the order in which a back-test says that it reads. */
export async function judgePast(db: pg.Client, asked: Asked, by = byEvents): Promise<Transition[]> {
  const { world, rules } = asked;
  const transitions: Transition[] = [];
  const judge = by(asked, (transition) => transitions.push(transition));
  const due = [...(await rowsOf('minute')), ...(await rowsOf('hour'))].sort((a, b) => a.dueMs - b.dueMs);
  const { rows } = await db.query<EventRow & { seq: number }>(
    `SELECT ${eventColumns}, seq FROM events WHERE world = $1 ORDER BY date_trunc('hour', time), seq, idx`,
    [world],
  );
  let next = 0;
  for (const { seq, ...row } of rows) {
    const event = toEvent(row);
    if (event.type !== 'clock.tick') {
      judge.event(event);
      continue;
    }
    const first = next;
    while ((due[next]?.dueMs ?? Infinity) <= Date.parse(event.time)) next += 1;
    judge.rows(due.slice(first, next).map((one) => one.row));
    judge.tick({ seq, time: event.time, speed: Number(event.data['speed']) });
  }
  return transitions;

  async function rowsOf(grain: 'minute' | 'hour'): Promise<{ dueMs: number; row: RuleRow }[]> {
    const counted = await db.query<Row>(
      `SELECT bucket, unit, scope, metric, dim, n, sum FROM rollup_${grain}
       WHERE world = $1 AND metric = ANY($2) ORDER BY bucket`,
      [world, [...metricsAskedBy(rules)]],
    );
    return counted.rows.map(({ bucket, unit, scope, metric, dim, n, sum }) => ({
      dueMs: bucket.getTime() + lengthsMs[grain],
      row: { row: [grain, bucket.toISOString(), unit, scope, metric, dim, n, sum, 0, 0] },
    }));
  }
}
