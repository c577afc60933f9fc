import { limits } from '../limits.ts';
import type { Sender } from './sender.ts';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

/** What each key uses at this moment: its rate and its open requests. */
export type SenderUse = {
  /** Begins a request; undefined when the key has as many open as it may. `leave` ends it. */
  readonly enter: (sender: Sender, nowMs: number) => { bucket: TokenBucket; leave: () => void } | undefined;
  /** When each key last began a request, in milliseconds, by its name. */
  readonly lastUsedMs: () => ReadonlyMap<string, number>;
};

type Use = { ratePerS: number; bucket: TokenBucket; requests: number; lastMs: number };

/** Begins with every bucket full. Only keys that exist get an entry, so their number bounds the memory. */
export function createSenderUse(): SenderUse {
  const uses = new Map<string, Use>();
  return {
    enter: ({ key: { kid, ratePerS } }, nowMs) => {
      let use = uses.get(kid);
      if (!use)
        uses.set(kid, (use = { ratePerS: 0, bucket: createTokenBucket(1, 1, nowMs), requests: 0, lastMs: nowMs }));
      use.lastMs = nowMs;
      if (use.ratePerS !== ratePerS) {
        use.ratePerS = ratePerS;
        use.bucket = createTokenBucket(ratePerS, limits.burstS, nowMs);
      }
      if (use.requests >= limits.requestsPerKey) return undefined;
      const entered = use;
      entered.requests += 1;
      return {
        bucket: entered.bucket,
        leave: () => {
          entered.requests -= 1;
        },
      };
    },
    lastUsedMs: () => new Map([...uses].map(([kid, { lastMs }]) => [kid, lastMs])),
  };
}
