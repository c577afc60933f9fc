import { backoffMs } from '../service/retry.ts';

type Options = {
  /** Holds a secret as a rule: it is never logged. */
  readonly url: string;
  readonly isWell: () => boolean;
  readonly fetch: typeof globalThis.fetch;
  readonly elapsedMs: () => number;
  /** Hears the first time in a row that the signal was not taken. */
  readonly onFailure: (error: unknown) => void;
  /** Hears that it is taken again. */
  readonly onTaken: () => void;
};

const everyMs = 60_000;
const timeoutMs = 10_000;
/** Between two tries of one that was not taken: soon enough for the minute, and no flood upon whoever is in trouble there. */
const againMs = { least: 10_000, most: 30_000 } as const;
// One caller only: there is no crowd to be spread.
const noJitter = (): number => 0;

/**
 * A dead man's switch: calls an address outside each minute while all is well, and only then. Whoever listens there
 * raises the alarm when the calls stop, also when this whole machine is gone. Call it often; it keeps the time, and
 * has one call under way at most. An answer may take 10 s: do not await it where something else must go on.
 */
export function createSignal(options: Options): () => Promise<void> {
  const { isWell, elapsedMs, onFailure, onTaken } = options;
  let dueMs = -Infinity;
  let failures = 0;
  let isSending = false;
  return async () => {
    if (isSending || !isWell() || elapsedMs() < dueMs) return;
    isSending = true;
    dueMs = elapsedMs() + everyMs;
    try {
      await send(options);
      if (failures > 0) onTaken();
      failures = 0;
    } catch (error) {
      if (failures === 0) onFailure(error);
      dueMs = elapsedMs() + backoffMs(failures, againMs.least, againMs.most, noJitter);
      failures += 1;
    } finally {
      isSending = false;
    }
  };
}

async function send({ url, fetch }: Pick<Options, 'url' | 'fetch'>): Promise<void> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`the watchdog's address answered ${answer.status}`);
}
