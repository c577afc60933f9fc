import { createHash, randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { FAILURE_WINDOW_MS, type LoginFailures } from '../access/login-throttle.ts';
import { sleep } from '../service/retry.ts';

/** Who tried to log in: the account name as typed, and the network address. */
type LoginAttempt = { readonly account: string; readonly address: string };

export type LoginFailureStore = {
  readonly read: (attempt: LoginAttempt) => Promise<LoginFailures>;
  readonly add: (attempt: LoginAttempt, nowMs: number) => Promise<void>;
  /** After a login that succeeded: forgets this account's failures from this address. */
  readonly clear: (attempt: LoginAttempt) => Promise<void>;
};

const REDIS_WAIT_MS = 300;
/** More failures than this tell nothing new. */
const KEPT_PER_KEY = 100;
const KEYS_IN_MEMORY = 10_000;

/**
 * Remembers failed logins in Redis, so that a restart forgets none, and in this process, so that throttling goes on
 * while Redis is away. Never waits long for Redis and never throws because of it. Names and addresses are kept hashed.
 */
export function createLoginFailures(redis: Redis, prefix: string): LoginFailureStore {
  const memory = new Map<string, string[]>();
  return {
    async read(attempt) {
      const keys = keysOf(prefix, attempt);
      const [pair = [], address = [], account = []] = await Promise.all(
        keys.map(async (key) => {
          const stored = await inTime(redis.zrange(key, '0', '-1'));
          return [...new Set([...(memory.get(key) ?? []), ...(stored ?? [])])].map((mark) => Number.parseInt(mark));
        }),
      );
      return { pair, address, account };
    },
    async add(attempt, nowMs) {
      // A mark of its own for each failure, so that Redis may hear of it twice and still count it once.
      const mark = `${String(nowMs)}:${randomUUID()}`;
      const keys = keysOf(prefix, attempt);
      for (const key of keys) remember(memory, key, mark);
      const batch = redis.multi();
      for (const key of keys) {
        batch
          .zadd(key, nowMs, mark)
          .zremrangebyscore(key, '-inf', nowMs - FAILURE_WINDOW_MS)
          .zremrangebyrank(key, 0, -1 - KEPT_PER_KEY)
          .pexpire(key, FAILURE_WINDOW_MS);
      }
      await inTime(batch.exec());
    },
    async clear(attempt) {
      const [pair] = keysOf(prefix, attempt);
      memory.delete(pair);
      await inTime(redis.del(pair));
    },
  };
}

function keysOf(prefix: string, { account, address }: LoginAttempt): [string, string, string] {
  const name = account.toLowerCase();
  const key = (scope: string, value: string): string =>
    `${prefix}:login-failures:${scope}:${createHash('sha256').update(value).digest('base64url').slice(0, 22)}`;
  return [key('pair', `${name}\n${address}`), key('address', address), key('account', name)];
}

/** The oldest key goes when there are too many: keys are kept in the order of their last failure. */
function remember(memory: Map<string, string[]>, key: string, mark: string): void {
  const marks = [...(memory.get(key) ?? []), mark].slice(-KEPT_PER_KEY);
  memory.delete(key);
  memory.set(key, marks);
  const oldest = memory.keys().next();
  if (memory.size > KEYS_IN_MEMORY && !oldest.done) memory.delete(oldest.value);
}

async function inTime<Result>(work: Promise<Result>): Promise<Result | undefined> {
  return Promise.race([work.catch(() => undefined), sleep(REDIS_WAIT_MS).then(() => undefined)]);
}
