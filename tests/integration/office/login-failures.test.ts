import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { FAILURE_WINDOW_MS, loginWaitMs } from '#shared/access/login-throttle.ts';
import { createLoginFailures } from '#shared/store/login-failures.ts';

const NOW = Date.now();
const prefix = `test-${randomUUID()}`;
const lan = { account: 'Lan.MotCua', address: '203.0.113.7' };
const redis = new Redis(inject('servers').redisUrl);

afterAll(async () => {
  const keys = await redis.keys(`${prefix}*`);
  if (keys.length > 0) await redis.del(...keys);
  await redis.quit();
});

describe('login failures', () => {
  it('are known to another process, by account, address and both', async () => {
    const [here, there] = [createLoginFailures(redis, prefix), createLoginFailures(redis, prefix)];
    await here.add(lan, NOW);
    await here.add({ ...lan, account: 'minh' }, NOW + 1);
    // An answer that comes late counts as none.
    await expect
      .poll(() => there.read({ ...lan, account: 'lan.motcua' }), { timeout: 10_000 })
      .toEqual({ pair: [NOW], address: [NOW, NOW + 1], account: [NOW] });
  });

  it('keep neither names nor addresses readable, and expire', async () => {
    const keys = await redis.keys(`${prefix}*`);
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.join()).not.toMatch(/lan\.motcua|203\.0\.113/i);
    for (const key of keys) expect(await redis.pttl(key)).toBeGreaterThan(FAILURE_WINDOW_MS - 60_000);
  });

  it('of the pair are forgotten after a success, those of the address are not', async () => {
    const store = createLoginFailures(redis, prefix);
    await store.clear(lan);
    await expect.poll(() => store.read(lan), { timeout: 10_000 }).toMatchObject({ pair: [], address: [NOW, NOW + 1] });
  });

  it('go on being counted, and quickly, while Redis is away', async () => {
    const away = new Redis({ host: '127.0.0.1', port: 1, lazyConnect: true, retryStrategy: () => 100 });
    away.on('error', () => undefined);
    const store = createLoginFailures(away, prefix);
    const started = performance.now();
    for (let count = 0; count < 5; count++) await store.add(lan, NOW + count);
    expect(loginWaitMs(await store.read(lan), NOW + 5)).toBeGreaterThan(0);
    // Six times what it waits for Redis at most, with room for a slow machine.
    expect(performance.now() - started).toBeLessThan(10_000);
    away.disconnect();
  });
});
