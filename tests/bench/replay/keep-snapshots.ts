import type pg from 'pg';
import { keepSnapshot } from '../../../stream/live/state/checkpoint.ts';
import { LiveState } from '../../../stream/live/state/live-state.ts';
import { PastCounts } from '../../../stream/live/replay/past-counts.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { readPastLog } from '#shared/store/read-past-log.ts';
import type { PastEvent } from '#shared/store/read-rule-past.ts';
import type { WorldCounts } from '#shared/store/read-standing-counts.ts';

const spanMs = 600_000;
const framesAtOnce = 100;

/** What live would have kept of a day: a snapshot of each ten minutes, as they begin, with what was counted by then. */
export async function keepSnapshots(
  pool: pg.Pool,
  { world, timeZone, fromMs, toMs }: { world: string; timeZone: string; fromMs: number; toMs: number },
): Promise<{ readonly kept: number; readonly bytes: number }> {
  const calendar = civilCalendar(timeZone);
  const live = new LiveState(calendar);
  const day = calendar.dayOf(fromMs);
  const counts = new PastCounts(calendar, day, []);
  const { rows } = await pool.query<{ stream: string; seq: number }>('SELECT stream, seq FROM writer_position');
  const [{ stream, seq: lastSeq } = { stream: '', seq: 0 }] = rows;
  live.restart(stream);
  await pool.query('DELETE FROM checkpoints');
  let nextMs = fromMs + spanMs;
  let kept = 0;
  for (let seq = 0; seq < lastSeq; seq += framesAtOnce) {
    const asked = {
      world,
      afterSeq: seq,
      toSeq: Math.min(lastSeq, seq + framesAtOnce),
      beforeMs: toMs + spanMs,
      limit: 1_000_000,
    };
    for (const frame of framesOf(await readPastLog(pool, asked))) {
      const events = frame.events.map(({ event }) => event);
      live.applyFrame(frame.seq, events, 0);
      counts.take(events.map((event) => ({ event, sign: 1 })));
      const clock = Date.parse(live.clockOf(world)?.time ?? '');
      if (!(clock >= nextMs)) continue;
      const counted: WorldCounts = {
        ...{ world, fromDay: day },
        rows: counts
          .allRows()
          .map(([, bucket, unit, , metric, dim, ...figures]) => [bucket, unit, metric, dim, ...figures]),
      };
      const image = { ...live.toImage(), counts: { seq: live.seq, worlds: [counted] } };
      await keepSnapshot(pool, { stream, seq: live.seq, packVersion: timeZone, image });
      // It was kept as of the present ten minutes; the next one must find them free.
      await pool.query(
        `UPDATE checkpoints SET hour = to_timestamp($1) WHERE hour = (SELECT max(hour) FROM checkpoints)`,
        [(kept * spanMs) / 1_000],
      );
      kept += 1;
      nextMs += spanMs;
    }
  }
  const size = await pool.query<{ bytes: number }>('SELECT sum(length(state))::bigint AS bytes FROM checkpoints');
  return { kept, bytes: size.rows[0]?.bytes ?? 0 };
}

function framesOf(events: readonly PastEvent[]): { seq: number; events: PastEvent[] }[] {
  const frames: { seq: number; events: PastEvent[] }[] = [];
  for (const one of events) {
    const last = frames.at(-1);
    if (last?.seq === one.seq) last.events.push(one);
    else frames.push({ seq: one.seq, events: [one] });
  }
  return frames;
}
