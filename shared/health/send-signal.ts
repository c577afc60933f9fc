type Options = {
  /** Holds a secret as a rule: it is never logged. */
  readonly url: string;
  readonly isWell: () => boolean;
  readonly fetch: typeof globalThis.fetch;
  readonly elapsedMs: () => number;
  readonly onFailure: (error: unknown) => void;
};

const everyMs = 60_000;
const timeoutMs = 10_000;

/**
 * A dead man's switch: calls an address outside each minute while all is well, and only then. Whoever listens there
 * raises the alarm when the calls stop, also when this whole machine is gone. Call it often; it keeps the time.
 */
export function createSignal({ url, isWell, fetch, elapsedMs, onFailure }: Options): () => Promise<void> {
  let sentMs = -Infinity;
  return async () => {
    if (!isWell() || elapsedMs() - sentMs < everyMs) return;
    const beforeMs = sentMs;
    sentMs = elapsedMs();
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the watchdog's address answered ${answer.status}`);
    } catch (error) {
      // Tried again at the next call.
      sentMs = beforeMs;
      onFailure(error);
    }
  };
}
