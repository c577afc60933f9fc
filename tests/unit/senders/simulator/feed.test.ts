import { expect, it } from 'vitest';
import { createDoorClient } from '../../../../ingest/senders/door-client.ts';
import { createFeed } from '../../../../ingest/senders/simulator/sending/feed.ts';
import { openTestDoor } from '../../../support/open-test-door.ts';
import { aHeartbeat, anAsset, tokenOf } from '../../../support/test-registry.ts';

const never = new AbortController().signal;

/** Two kiosks' beats in turn, in the order of time. */
const beats = Array.from({ length: 2_400 }, (_, n) => {
  const asset = `K00${String(n % 2 === 0 ? 1 : 2)}`;
  return { dueMs: n, asset, event: aHeartbeat({ id: `e${String(n)}`, asset }) };
});

it('sends its assets side by side, each in its own order, and each event once', async () => {
  const door = await openTestDoor({ assets: [anAsset('K001', 'kiosk'), anAsset('K002', 'kiosk')] });
  const client = createDoorClient(door.url, tokenOf('aaaaaaaa'));
  try {
    const feed = createFeed('kiosks');
    for (const beat of beats) feed.put(beat);
    expect([feed.waiting(), feed.oldestMs()]).toEqual([2_400, 0]);
    await Promise.all([feed.sendWaiting(client, never), feed.sendWaiting(client, never)]);
    expect([feed.waiting(), feed.oldestMs(), feed.accepted()]).toEqual([0, undefined, 2_400]);
    for (const asset of ['K001', 'K002']) {
      const stored = door.events().filter((event) => event.asset === asset);
      expect(stored.map(({ id }) => id)).toEqual(
        beats.filter((beat) => beat.asset === asset).map(({ event }) => event.id),
      );
    }
  } finally {
    client.close();
    await door.close();
  }
});
