import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { readStandingCounts } from '#shared/store/read-standing-counts.ts';
import { keepSnapshot, saveCheckpoint } from './checkpoint.ts';
import type { LiveState } from './live-state.ts';

type Keeper = {
  readonly stop: () => Promise<void>;
  /** The place in the log that the newest checkpoint of this process stands at; 0 before the first. */
  readonly lastSeq: () => number;
  /** Seconds that the state has moved on without a checkpoint; counted from the start before the first. */
  readonly ageS: () => number;
};

/**
 * Writes a checkpoint every `everyMs` while the state moves on, and a last one when stopped; one in ten minutes is kept, with what is
 * counted. With the database away the state goes on; it is tried again each time, and said once.
 */
export function keepCheckpoints(
  live: LiveState,
  { pool, packVersion, everyMs, log }: { pool: pg.Pool; packVersion: string; everyMs: number; log: Log },
): Keeper {
  let saved = { generation: -1, seq: 0 };
  let savedAtMs = performance.now();
  let failing = false;
  let saving: Promise<void> | undefined;

  const save = async (): Promise<void> => {
    const { generation, seq, stream } = live;
    if (seq === 0 || (generation === saved.generation && seq === saved.seq)) {
      savedAtMs = performance.now();
      return;
    }
    try {
      const isKept = await saveCheckpoint(pool, { stream, seq, packVersion, image: live.toImage() });
      if (!isKept) await keep();
      saved = { generation, seq };
      savedAtMs = performance.now();
      if (failing) log.info({ seq }, 'checkpoints are written again');
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ err: error }, 'checkpoint not written; it is tried again');
      failing = true;
    }
  };
  const keep = async (): Promise<void> => {
    const counted = await readStandingCounts(pool, live.days());
    const { stream, seq } = live;
    // Who goes on from a snapshot counts on from where its counts stand: the state must not be behind them.
    if (counted.stream !== stream || counted.seq > seq) return;
    const image = { ...live.toImage(), counts: { seq: counted.seq, worlds: counted.worlds } };
    await keepSnapshot(pool, { stream, seq, packVersion, image });
  };
  const saveOnce = (): Promise<void> => {
    saving ??= save().finally(() => (saving = undefined));
    return saving;
  };

  const timer = setInterval(() => void saveOnce(), everyMs);
  return {
    lastSeq: () => saved.seq,
    ageS: () => (performance.now() - savedAtMs) / 1_000,
    stop: async () => {
      clearInterval(timer);
      await saving;
      await saveOnce();
    },
  };
}
