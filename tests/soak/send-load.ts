import { setTimeout as sleep } from 'node:timers/promises';
import { makeEvent, type Assets } from '../bench/make-events.ts';
import { createDoorClient } from '../../ingest/senders/door-client.ts';

export type Load = {
  /** Events that the door accepted for the first time, refused, and that were sent once more on purpose. */
  readonly tally: { accepted: number; refused: number; repeated: number };
  readonly sentPerS: () => number;
  /** Sends no more and waits until every event is decided. */
  readonly stop: () => Promise<void>;
};

/** Events a second, and in a burst. */
export type Rates = { readonly steadyPerS: number; readonly burstPerS: number };
const usual: Rates = { steadyPerS: 500, burstPerS: 1_500 };
/** In each minute this many seconds are a burst. */
const burstS = 8;
const turnMs = 100;
/** Every so manieth batch goes twice. */
const repeatEvery = 50;
/** While the log is away this much waits; what would be more is not made. */
const waitingBatches = 400;

/** Sends events (500 a second with bursts, unless told otherwise), each batch until it is decided, some of them twice. */
export function sendLoad(url: string, token: string, assets: Assets, { steadyPerS, burstPerS } = usual): Load {
  const door = createDoorClient(url, token);
  const tally = { accepted: 0, refused: 0, repeated: 0 };
  const open = new Set<Promise<void>>();
  const { signal } = new AbortController();
  const startMs = Date.now();
  const stopping = new AbortController();
  let next = 0;
  let lastPerS = 0;

  const sendBatch = async (events: readonly object[], isRepeat: boolean): Promise<void> => {
    const sent = await door.send(events, signal);
    if (isRepeat) tally.repeated += sent.accepted;
    else {
      tally.accepted += sent.accepted;
      tally.refused += sent.refused;
    }
  };
  const start = (work: Promise<void>): void => {
    open.add(work);
    void work.finally(() => open.delete(work));
  };
  const running = (async () => {
    for (let turn = 0; !stopping.signal.aborted; turn += 1) {
      const dueMs = startMs + turn * turnMs;
      await sleep(Math.max(0, dueMs - Date.now()));
      lastPerS = (turn * turnMs) % 60_000 < burstS * 1_000 && turn > 600 ? burstPerS : steadyPerS;
      if (open.size >= waitingBatches) continue;
      const events = Array.from({ length: (lastPerS * turnMs) / 1_000 }, () =>
        makeEvent(assets, 'soak', next++, Date.now()),
      );
      const first = sendBatch(events, false);
      start(turn % repeatEvery === 0 ? first.then(() => sendBatch(events, true)) : first);
    }
  })();
  return {
    tally,
    sentPerS: () => lastPerS,
    stop: async () => {
      stopping.abort();
      await running;
      await Promise.all(open);
      door.close();
    },
  };
}
