import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { setUpDoor } from '../../support/door-process.ts';
import { aHeartbeat } from '../../support/test-registry.ts';
import { waitFor } from '../../support/wait-for.ts';

let door: Awaited<ReturnType<typeof setUpDoor>>;
beforeAll(async () => {
  door = await setUpDoor(inject('servers').natsUrl, { eventsMaxBytes: 16 * 2 ** 20 });
});
afterAll(() => door.close());

/** What no frame can make smaller. */
const noise = () => randomBytes(84).toString('base64url');

test('a full log refuses new events and keeps the old ones', async () => {
  const accepted: string[] = [];
  let answer: Awaited<ReturnType<typeof door.post>> | undefined;
  for (let round = 0; round < 300 && answer?.status !== 503; round += 1) {
    const batch = Array.from({ length: 1_000 }, (_, item) => aHeartbeat({ id: `${round}-${item}-${noise()}` }));
    answer = await door.post(batch);
    for (const { id = '', verdict } of answer.body.items ?? []) if (verdict === 'accepted') accepted.push(id);
  }
  expect(answer?.status).toBe(503);
  expect(answer?.body.detail).toMatch(/full/);
  // Whoever asks is told so, though NATS is there.
  expect(await door.isReady()).toBe(false);
  const said = (): number => door.output().split('the log is full').length - 1;
  await waitFor('it to be said', () => said() > 0);
  expect(said()).toBe(1);
  expect(accepted.length).toBeGreaterThan(10_000);
  const stored = new Set((await door.stored()).map(({ id }) => id));
  expect(accepted.filter((id) => !stored.has(id))).toEqual([]);
});
