import type pg from 'pg';
import type { Metrics } from '#shared/service/metrics.ts';
import { sampleOf, type Sample } from '#shared/service/sample.ts';
import type { ChannelSettings } from '#shared/wire/notify-commands.ts';
import type { Ending } from '../notify/channels/channel.ts';

/** How an attempt to send ended, by channel. */
export type OnAttempt = (channel: ChannelSettings['kind'], state: Ending['state']) => void;

type Waiting = { waiting: number; oldestS: number; oldestP1S: number; unreached: number; escalations: number };

/** Declares what sending counts as it works. */
export function createNoticeMetrics(metrics: Metrics): { readonly onAttempt: OnAttempt } {
  const attempts = metrics.counter('notify_attempts_total', 'Attempts to send a message, by channel and outcome', [
    ...(['channel', 'outcome'] as const),
  ]);
  return { onAttempt: (channel, outcome) => attempts.inc({ channel, outcome }) };
}

/** What the outbox tells of itself: what waits and for how long, and what reached nobody. */
export function attendNotices(
  { pool, now }: { readonly pool: pg.Pool; readonly now: () => number },
  metrics: Metrics,
): Sample<Waiting> {
  const sample = sampleOf(() => readWaiting(pool, new Date(now())));
  const tell = (name: string, help: string, key: keyof Waiting): void => {
    metrics.gauge(name, help, () => sample.value()?.[key]);
  };
  tell('notify_waiting', 'Notices that are due and not sent', 'waiting');
  tell('notify_oldest_seconds', 'For how long the oldest of them is due', 'oldestS');
  tell('notify_oldest_p1_seconds', 'For how long the oldest P1 of them is due', 'oldestP1S');
  tell('notify_unreached', 'Matters of the last hour of which nobody could be told', 'unreached');
  tell('notify_escalations', 'Incidents and alerts that are being brought to somebody', 'escalations');
  return sample;
}

/** A step of a chain that finds nobody is none of these as long as another tells somebody. */
const unreached = `SELECT count(*) FROM (
  SELECT FROM notices n WHERE world = 'live' AND subject IN (
    SELECT subject FROM notices
    WHERE world = 'live' AND state IN ('failed', 'nobody') AND settled_at > $1::timestamptz - interval '1 hour')
  GROUP BY subject HAVING bool_and(state NOT IN ('sent', 'waiting'))) AS matter`;

async function readWaiting(pool: pg.Pool, now: Date): Promise<Waiting> {
  const isDue = `state = 'waiting' AND due_at <= $1::timestamptz`;
  const age = (of: string): string =>
    `coalesce(extract(epoch FROM $1::timestamptz - min(due_at) FILTER (WHERE ${of})), 0)::float8`;
  const { rows } = await pool.query<Waiting>(
    `SELECT count(*) FILTER (WHERE ${isDue})::int AS waiting, ${age(isDue)} AS "oldestS",
       ${age(`${isDue} AND priority = 'P1'`)} AS "oldestP1S",
       (${unreached})::int AS unreached,
       (SELECT count(*) FROM escalations WHERE world = 'live' AND stage = 'running')::int AS escalations
     FROM notices WHERE state = 'waiting'`,
    [now],
  );
  const [row] = rows;
  if (!row) throw new Error('notices: the outbox cannot be counted');
  return row;
}
