import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureStreams, streamsEnv } from '#shared/service/streams.ts';
import type { AssetView } from '#shared/wire/push.ts';
import { anEvent } from '../../support/an-event.ts';
import { waitFor } from '../../support/wait-for.ts';
import { setUpLive, type LiveSetUp } from './live-process.ts';
import { TestScreen } from './test-screen.ts';

let city: LiveSetUp;
let token: string;

beforeAll(async () => {
  city = await setUpLive();
  token = await city.createToken();
});

afterAll(async () => {
  await city.close();
});

const at = (second: number) => new Date(Date.parse('2026-11-23T01:00:00.000Z') + second * 1000).toISOString();

/** A morning at one service point: tickets come, most are called, a few were wrong; now and then the clock ticks. */
function morning(from: number, to: number) {
  const events = [];
  for (let n = from; n < to; n++) {
    const id = String(n);
    const asset = `P${String(n % 5)}`;
    events.push(anEvent('ticket.issued', { ticketId: id }, { id: `i${id}`, asset, time: at(n) }));
    if (n % 3 > 0)
      events.push(
        anEvent('ticket.called', { ticketId: id, counter: '1', waitS: 5 }, { id: `c${id}`, asset, time: at(n + 5) }),
      );
    if (n % 11 === 0)
      events.push(
        anEvent('ticket.voided', { id: `i${id}`, reason: 'wrong' }, { id: `v${id}`, asset, time: at(n + 6) }),
      );
    if (n % 10 === 0)
      events.push(anEvent('clock.tick', { speed: 60 }, { id: `t${id}`, asset: '', unit: '', time: at(n) }));
  }
  return events;
}

async function look(
  port: number,
  seq: number,
): Promise<{ held: unknown; assets: Record<string, AssetView>; recent: unknown }> {
  const screen = new TestScreen(port, { token });
  await screen.reaches('state', seq);
  const [snapshot] = screen.ofType('snapshot').filter(({ topic }) => topic === 'state');
  screen.close();
  return {
    held: screen.held.state,
    assets: Object.fromEntries(screen.assets),
    recent: snapshot && 'recent' in snapshot && snapshot.recent,
  };
}

it('killed and started again from its checkpoint it is what folding the whole log makes it', async () => {
  const first = await city.start();
  await city.js.publish(city.subjects.events, 'poison');
  const before = await city.publish(morning(0, 200));
  await waitFor('a checkpoint', async () => ((await city.positions())?.checkpointOffset ?? 0) >= before);
  const after = await city.publish(morning(200, 300));
  await city.end(first, 'SIGKILL');

  const second = await city.start({ LIVE_CHECKPOINT_S: '3600' });
  await city.applied(after);
  // The poison lies before the checkpoint: it was not read again.
  expect((await city.positions())?.poison).toBe(0);
  const seenFromCheckpoint = await look(second.port, after);
  await city.end(second, 'SIGTERM');
  const fromCheckpoint = await readCheckpoint();

  await city.db.query('DELETE FROM checkpoints');
  const third = await city.start({ LIVE_CHECKPOINT_S: '3600' });
  await city.applied(after);
  expect((await city.positions())?.poison).toBe(1);
  const seenRefolded = await look(third.port, after);
  await city.end(third, 'SIGTERM');
  expect(seenFromCheckpoint).toEqual(seenRefolded);
  expect(Object.keys(seenRefolded.assets)).toHaveLength(5);
  expect(fromCheckpoint).toEqual({ seq: after, state: (await readCheckpoint()).state });
});

/** The newest checkpoint: where it stands, and its text to the last byte. */
async function readCheckpoint(): Promise<{ seq: number; state: string }> {
  const { rows } = await city.db.query<{ seq: string; state: Buffer }>(
    "SELECT seq, state FROM checkpoints WHERE hour = 'infinity'",
  );
  expect(rows).toHaveLength(1);
  return { seq: Number(rows[0]?.seq), state: gunzipSync(rows[0]?.state ?? '').toString() };
}

it('a checkpoint of another version of the fold is not used', async () => {
  await city.db.query('UPDATE checkpoints SET fold_version = fold_version + 1');
  const live = await city.start({ LIVE_CHECKPOINT_S: '3600' });
  const seq = await city.publish(morning(300, 301));
  await city.applied(seq);
  expect((await city.positions())?.poison).toBe(1);
  await city.end(live);
});

it('a consumer that was deleted is made again, and a log that was made anew is folded anew', async () => {
  const live = await city.start();
  const seq = await city.publish(morning(400, 410));
  await city.applied(seq);
  const screen = new TestScreen(live.port, { token });
  await screen.reaches('state', seq);
  const epoch = screen.held.state?.epoch;

  for await (const { name } of city.jsm.consumers.list(city.subjects.eventsStream)) {
    await city.jsm.consumers.delete(city.subjects.eventsStream, name);
  }
  const next = await city.publish(morning(410, 420));
  await screen.reaches('state', next);
  expect(screen.held.state?.epoch).toBe(epoch);

  await city.jsm.streams.delete(city.subjects.eventsStream);
  await ensureStreams(city.jsm, city.subjects, streamsEnv.parse(city.bounds));
  await city.publish([anEvent('kiosk.heartbeat', { healthy: true, coversS: 60 }, { asset: 'K001' })]);
  await waitFor('another epoch', () => screen.held.state !== null && screen.held.state.epoch !== epoch);
  await waitFor('the new log', () => screen.assets.has('K001'));
  expect([...screen.assets.keys()]).toEqual(['K001']);
  expect(screen.gaps).toBe(0);
  screen.close();
  await city.end(live);
});

it('told to stop, it says so to its screens', async () => {
  const live = await city.start();
  const screen = new TestScreen(live.port, { token });
  await waitFor('a snapshot', () => screen.held.state !== null);
  await city.end(live, 'SIGTERM');
  await waitFor('the close', () => screen.closedWith !== null);
  expect(screen.closedWith).toBe(1001);
  expect(live.child.exitCode).toBe(0);
});
