import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a lane does to all that passes; infinite means it does not. */
export type Weather = { readonly latencyMs: number; readonly bytesPerS: number; readonly sliceBytes: number };

export const calm: Weather = { latencyMs: 0, bytesPerS: Infinity, sliceBytes: Infinity };

/** How many of a chunk's bytes may pass, and what becomes of the connection after them. */
export type Passage = { readonly bytes: number; readonly then: 'go on' | 'reset' | 'silence' };

export type LaneRules = {
  readonly weather: () => Weather;
  /** Resolves when bytes may pass again; undefined while they may. */
  readonly held: () => Promise<void> | undefined;
  /** Looks at a chunk before it passes. */
  readonly inspect: (chunk: Buffer) => Passage;
  readonly reset: () => void;
  readonly silence: () => void;
};

const heldBytes = 2 ** 20;

/**
 * One direction of a connection: what comes from one socket goes to the other in order, by the rules, its end included.
 * While it is held the sender meets what it would meet on a dead link: silence, then a full buffer.
 */
export function openLane(from: Socket, to: Socket, rules: LaneRules): void {
  let tail = Promise.resolve();
  let queuedBytes = 0;
  const follow = (next: () => Promise<void> | void): void => {
    tail = tail.then(next).catch(() => {
      from.destroy();
      to.destroy();
    });
  };
  const untilFree = async (): Promise<void> => {
    for (let held = rules.held(); held; held = rules.held()) await held;
  };
  const deliver = async (chunk: Buffer, dueMs: number): Promise<void> => {
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    await untilFree();
    const passage = rules.inspect(chunk);
    for (const slice of slicesOf(chunk.subarray(0, passage.bytes), rules.weather())) {
      await untilFree();
      // A byte is there once it has passed, and the next one begins then.
      const { bytesPerS } = rules.weather();
      if (bytesPerS !== Infinity) await sleep((slice.length / bytesPerS) * 1_000);
      if (to.destroyed) return;
      if (!to.write(slice)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
    }
    if (passage.then === 'reset') rules.reset();
    if (passage.then === 'silence') rules.silence();
  };
  from.on('data', (chunk: Buffer) => {
    const dueMs = performance.now() + rules.weather().latencyMs;
    queuedBytes += chunk.length;
    if (queuedBytes > heldBytes) from.pause();
    follow(() => deliver(chunk, dueMs));
    follow(() => {
      queuedBytes -= chunk.length;
      if (queuedBytes <= heldBytes) from.resume();
    });
  });
  from.on('error', () => undefined);
  from.on('end', () => {
    follow(untilFree);
    follow(() => void to.end());
  });
  from.on('close', (hadError) => {
    if (!hadError) return;
    follow(untilFree);
    follow(() => void to.resetAndDestroy());
  });
}

function slicesOf(chunk: Buffer, { sliceBytes, bytesPerS }: Weather): Buffer[] {
  const size = Math.max(1, Math.floor(Math.min(sliceBytes, bytesPerS / 20, chunk.length)));
  return Array.from({ length: Math.ceil(chunk.length / size) }, (_, at) => chunk.subarray(at * size, (at + 1) * size));
}
