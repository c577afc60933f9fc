import type pg from 'pg';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { commitBatch } from '../../../stream/writer/commit-batch.ts';
import { readLoggedFrame } from '../../../stream/writer/logged-event.ts';
import { takeOver } from '../../../stream/writer/position.ts';
import { readMemory } from '../../../stream/writer/read-memory.ts';

const frameEvents = 500;
const framesPerCommit = 20;

/** The log the rows say they came from. */
const log = { id: 'bench', lastSeq: Number.MAX_SAFE_INTEGER };

/** The writer's own code on a connection, as its process runs it, without a log before it. */
export async function openWriter(client: pg.Client) {
  const position = await takeOver(client, log);
  const memory = await readMemory(client, {
    fence: position.fence,
    calendar: civilCalendar('Asia/Ho_Chi_Minh'),
    keptD: 35,
  });
  let { seq } = position;
  return {
    /**
     * Commits events in frames, 10,000 to a commit; returns the milliseconds spent, reading the frames included. Throws
     * unless all of them were fresh, or, where they were written before, repeats.
     */
    async write(events: readonly AcceptedEvent[], expected: 'fresh' | 'repeats' = 'fresh'): Promise<number> {
      const frames: string[] = [];
      for (let at = 0; at < events.length; at += frameEvents) {
        frames.push(JSON.stringify(events.slice(at, at + frameEvents)));
      }
      const startMs = performance.now();
      for (let at = 0; at < frames.length; at += framesPerCommit) {
        const read = frames.slice(at, at + framesPerCommit).map((text) => readLoggedFrame((seq += 1), text));
        const batch = { seq, events: read.flatMap((frame) => frame.events), findings: [] };
        const committed = await commitBatch(client, memory, batch);
        if (committed?.[expected] !== batch.events.length) {
          throw new Error(
            `of ${batch.events.length} events the writer found ${committed?.[expected] ?? 0} ${expected}`,
          );
        }
      }
      return performance.now() - startMs;
    },
  };
}
