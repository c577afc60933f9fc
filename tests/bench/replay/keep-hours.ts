import type pg from 'pg';
import { saveCheckpoint } from '../../../stream/live/state/checkpoint.ts';
import { LiveState } from '../../../stream/live/state/live-state.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { readPastLog } from '#shared/store/read-past-log.ts';
import type { PastEvent } from '#shared/store/read-rule-past.ts';

const hourMs = 3_600_000;
const framesAtOnce = 100;

/** What live would have kept of a day: the snapshot of each hour that ends, ten seconds before it does. */
export async function keepHours(
  pool: pg.Pool,
  { world, timeZone, fromMs, toMs }: { world: string; timeZone: string; fromMs: number; toMs: number },
): Promise<number> {
  const live = new LiveState(civilCalendar(timeZone));
  const { rows } = await pool.query<{ stream: string; seq: number }>('SELECT stream, seq FROM writer_position');
  const [{ stream, seq: lastSeq } = { stream: '', seq: 0 }] = rows;
  live.restart(stream);
  await pool.query('DELETE FROM checkpoints');
  let nextMs = fromMs + hourMs - 10_000;
  let kept = 0;
  for (let seq = 0; seq < lastSeq; seq += framesAtOnce) {
    const asked = {
      world,
      afterSeq: seq,
      toSeq: Math.min(lastSeq, seq + framesAtOnce),
      beforeMs: toMs + hourMs,
      limit: 1_000_000,
    };
    for (const frame of framesOf(await readPastLog(pool, asked))) {
      live.applyFrame(
        frame.seq,
        frame.events.map(({ event }) => event),
        0,
      );
      const clock = Date.parse(live.clockOf(world)?.time ?? '');
      if (!(clock >= nextMs)) continue;
      await saveCheckpoint(pool, { stream, seq: live.seq, packVersion: timeZone, image: live.toImage() });
      // It was written into the present hour; the next one must not be written over it, nor be too old to be kept.
      await pool.query(
        `UPDATE checkpoints SET hour = hour - make_interval(hours => 48 - $1)
         WHERE hour = date_trunc('hour', now(), 'UTC')`,
        [kept],
      );
      kept += 1;
      nextMs += hourMs;
    }
  }
  return kept;
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
