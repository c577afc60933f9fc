import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { setUpDoor } from '../../support/door-process.ts';
import { aHeartbeat } from '../../support/test-registry.ts';

let door: Awaited<ReturnType<typeof setUpDoor>>;
beforeAll(async () => {
  door = await setUpDoor(inject('servers').natsUrl, { eventsMaxBytes: 16 * 2 ** 20 });
});
afterAll(() => door.close());

test('a full log refuses new events and keeps the old ones', async () => {
  const accepted: string[] = [];
  let answer: Awaited<ReturnType<typeof door.post>> | undefined;
  for (let round = 0; round < 200 && answer?.status !== 503; round += 1) {
    const batch = Array.from({ length: 1_000 }, (_, item) => aHeartbeat({ id: `full-${round}-${item}` }));
    answer = await door.post(batch);
    for (const { id = '', verdict } of answer.body.items ?? []) if (verdict === 'accepted') accepted.push(id);
  }
  expect(answer?.status).toBe(503);
  expect(answer?.body.detail).toMatch(/full/);
  expect(accepted.length).toBeGreaterThan(10_000);
  const stored = new Set((await door.stored()).map(({ id }) => id));
  expect(accepted.filter((id) => !stored.has(id))).toEqual([]);
});
