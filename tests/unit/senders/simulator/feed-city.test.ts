import { expect, it } from 'vitest';
import { createDoorClient } from '../../../../ingest/senders/door-client.ts';
import { createAgenda } from '../../../../ingest/senders/simulator/engine/agenda.ts';
import { feedCity } from '../../../../ingest/senders/simulator/sending/feed-city.ts';
import { createFeed } from '../../../../ingest/senders/simulator/sending/feed.ts';
import { openTestDoor } from '../../../support/open-test-door.ts';
import { aHeartbeat, anAsset, tokenOf } from '../../../support/test-registry.ts';

it('ends once everything is decided, though much still waits when the city is over', async () => {
  const door = await openTestDoor({ assets: [anAsset('K001', 'kiosk'), anAsset('K002', 'kiosk')] });
  const client = createDoorClient(door.url, tokenOf('aaaaaaaa'));
  try {
    const feed = createFeed('kiosks');
    const agenda = createAgenda(0);
    agenda.at(1, () => {
      for (let n = 0; n < 2_400; n += 1) {
        const asset = n % 2 === 0 ? 'K001' : 'K002';
        feed.put({ dueMs: 1, asset, event: aHeartbeat({ id: `e${String(n)}`, asset }) });
      }
    });
    const signal = new AbortController().signal;
    await feedCity({ agenda, feeds: [{ feed, door: client }], worldNowMs: () => 10, endMs: 10, signal });
    expect([feed.waiting(), feed.accepted(), door.events().length]).toEqual([0, 2_400, 2_400]);
  } finally {
    client.close();
    await door.close();
  }
});
