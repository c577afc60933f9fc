import { afterAll, beforeAll, expect, it } from 'vitest';
import { anEvent } from '../../support/an-event.ts';
import { startOwnServer, type OwnServer } from '../../support/own-server.ts';
import { waitFor } from '../../support/wait-for.ts';
import { setUpLive, type LiveProcess, type LiveSetUp } from './live-process.ts';
import { TestScreen } from './test-screen.ts';

let nats: OwnServer;
let city: LiveSetUp;
let live: LiveProcess;
let screen: TestScreen;

beforeAll(async () => {
  nats = await startOwnServer('nats');
  city = await setUpLive({ natsUrl: nats.url });
  live = await city.start();
  screen = new TestScreen(live.port, { token: await city.createToken() });
}, 120_000);

afterAll(async () => {
  await city.close();
  await nats.close();
});

let beats = 0;
async function beat(): Promise<number> {
  beats++;
  const time = new Date(Date.parse('2026-11-23T01:00:00.000Z') + beats * 1000).toISOString();
  return await city.publish([
    anEvent(
      'kiosk.heartbeat',
      { healthy: true, coversS: 60, paperPct: beats },
      { id: String(beats), asset: 'K001', time },
    ),
  ]);
}

async function beatsAgain(): Promise<void> {
  let seq = 0;
  await waitFor('the log to take events again', async () => {
    seq = await beat().catch(() => 0);
    return seq > 0;
  });
  await screen.reaches('state', seq);
  expect(screen.assets.get('K001')?.fields.heartbeat?.value.paperPct).toBe(beats);
}

it(
  'follows on after NATS was killed and after it hung, with the same log and the same screens',
  { timeout: 240_000 },
  async () => {
    await screen.reaches('state', await beat());
    const epoch = screen.held.state?.epoch;
    for (let round = 0; round < 2; round++) {
      await nats.kill();
      await nats.start();
      await beatsAgain();
    }
    nats.pause();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    nats.resume();
    await beatsAgain();
    expect(screen.held.state?.epoch).toBe(epoch);
    expect(screen.gaps).toBe(0);
    expect(screen.ofType('snapshot').filter(({ topic }) => topic === 'state')).toHaveLength(1);
    screen.close();
  },
);
