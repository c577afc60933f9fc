import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { limits } from '../../../ingest/door/limits.ts';
import { setUpDoor } from '../../support/door-process.ts';
import { residentBytes } from '../../support/process-use.ts';
import { aHeartbeat } from '../../support/test-registry.ts';

let door: Awaited<ReturnType<typeof setUpDoor>>;
beforeAll(async () => {
  door = await setUpDoor(inject('servers').natsUrl);
});
afterAll(() => door.close());

it('bodies that are small until they are inflated take no more memory than large ones', async () => {
  const bomb = gzipSync(Buffer.from(`[${' '.repeat(limits.bodyBytes - 2)}]`));
  expect(bomb.length).toBeLessThan(16 * 1024);
  const send = (): Promise<number> =>
    fetch(`${door.url()}/v1/events`, {
      method: 'POST',
      headers: { ...door.key, 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: bomb,
    }).then(({ status }) => status);
  expect(await send()).toBe(202);
  const before = residentBytes(door.pid());
  let most = 0;
  const watching = setInterval(() => (most = Math.max(most, residentBytes(door.pid()))), 5);
  const statuses = await Promise.all(Array.from({ length: limits.requestsPerKey }, send));
  clearInterval(watching);
  // How many are refused for want of room depends on how fast the others are done.
  expect([202, 503]).toEqual(expect.arrayContaining([...new Set(statuses)]));
  // What the bodies may take, and as much again for each that is being inflated and for what is not collected yet.
  expect(most - before).toBeLessThan(8 * limits.bodiesBytes);
  expect((await door.post(aHeartbeat())).status).toBe(202);
});
