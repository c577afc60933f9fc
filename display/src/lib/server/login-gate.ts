import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { FAILURE_WINDOW_MS, loginWaitMs, type LoginFailures } from '#shared/access/login-throttle.ts';

/** Slows down guessing: how long a login must wait, and the note of one that failed. */
export type LoginGate = {
  readonly waitMs: (attempt: LoginAttempt, nowMs: number) => Promise<number>;
  readonly noteFailure: (attempt: LoginAttempt, nowMs: number) => Promise<void>;
};

type LoginAttempt = { readonly account: string; readonly address: string };

const scopes = ['pair', 'address', 'account'] as const;
const keptFailures = 100;
const memoryKeys = 10_000;

/**
 * Failures are kept in Redis, so that a restart of this process forgives nobody, and in memory as well, so that the gate
 * stands while Redis is away; whichever remembers more counts.
 */
export function createLoginGate(redis: Redis, city: string): LoginGate {
  const memory = new Map<string, number[]>();

  const recall = async (key: string): Promise<readonly number[]> => {
    const own = memory.get(key) ?? [];
    const stored = await redis.lrange(key, 0, -1).catch(() => []);
    return stored.length > own.length ? stored.map(Number) : own;
  };

  return {
    waitMs: async (attempt, nowMs) => {
      const times = await Promise.all(scopes.map((scope) => recall(keyOf(city, scope, attempt))));
      const failures = Object.fromEntries(scopes.map((scope, index) => [scope, times[index] ?? []]));
      return loginWaitMs(failures as LoginFailures, nowMs);
    },
    noteFailure: async (attempt, nowMs) => {
      for (const scope of scopes) {
        const key = keyOf(city, scope, attempt);
        remember(memory, key, nowMs);
        await redis
          .multi()
          .rpush(key, nowMs)
          .ltrim(key, -keptFailures, -1)
          .pexpire(key, FAILURE_WINDOW_MS)
          .exec()
          .catch(() => null);
      }
    },
  };
}

/** Names and addresses are hashed: a key of Redis must not tell who tried to log in. */
function keyOf(city: string, scope: (typeof scopes)[number], { account, address }: LoginAttempt): string {
  const who = { pair: `${account.toLowerCase()}\n${address}`, address, account: account.toLowerCase() }[scope];
  return `vonglau:${city}:login:${scope}:${createHash('sha256').update(who).digest('base64url')}`;
}

function remember(memory: Map<string, number[]>, key: string, nowMs: number): void {
  const times = [...(memory.get(key) ?? []).filter((at) => at > nowMs - FAILURE_WINDOW_MS), nowMs];
  memory.delete(key);
  memory.set(key, times.slice(-keptFailures));
  const oldest = memory.keys().next();
  if (memory.size > memoryKeys && !oldest.done) memory.delete(oldest.value);
}
