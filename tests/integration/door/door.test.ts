import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { jetstream } from '@nats-io/jetstream';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { setUpDoor } from '../../support/door-process.ts';
import { aHeartbeat, aKey, tokenOf } from '../../support/test-registry.ts';
import { waitFor } from '../../support/wait-for.ts';

let door: Awaited<ReturnType<typeof setUpDoor>>;
beforeAll(async () => {
  door = await setUpDoor(inject('servers').natsUrl);
});
afterAll(() => door.close());

const ids = async (): Promise<string[]> =>
  (await door.stored()).filter(({ type }) => type !== 'clock.tick').map(({ id }) => id);

describe('the door', () => {
  test('an answer means that the event is in the log', async () => {
    const answer = await door.post([aHeartbeat({ id: 'one' }), aHeartbeat({ id: 'two' })]);
    expect(answer.status).toBe(202);
    expect((await ids()).slice(-2)).toEqual(['one', 'two']);
  });

  test('requests that come together share frames', async () => {
    const run = randomUUID();
    const together = (name: string) =>
      Promise.all(Array.from({ length: 100 }, (_, at) => door.post(aHeartbeat({ id: `${run}-${name}-${at}` }))));
    // The connections are made first.
    await together('warm');
    const before = (await door.jsm.streams.info(door.subjects.eventsStream)).state.messages;
    await together('shared');
    const { messages } = (await door.jsm.streams.info(door.subjects.eventsStream)).state;
    expect(messages - before).toBeLessThan(60);
    expect((await ids()).filter((id) => id.startsWith(`${run}-shared-`))).toHaveLength(100);
  });

  test('a frame published twice under one id is in the log once', async () => {
    const js = jetstream(door.nats);
    const first = await js.publish(door.subjects.events, '[]', { msgID: 'same' });
    const second = await js.publish(door.subjects.events, '[]', { msgID: 'same' });
    expect([first.duplicate, second.duplicate, second.seq]).toEqual([false, true, first.seq]);
  });

  test('a key that is revoked is refused soon, and one that is made is taken', async () => {
    await door.publish.keys([aKey('aaaaaaaa'), aKey('rotateda')]);
    const bearer = { authorization: `Bearer ${tokenOf('rotateda')}` };
    await waitFor('the new key', async () => (await door.post(aHeartbeat(), bearer)).status === 202, 10_000);
    await door.publish.keys([aKey('aaaaaaaa'), aKey('rotateda', { revokedAt: new Date().toISOString() })]);
    await waitFor('the revocation', async () => (await door.post(aHeartbeat(), bearer)).status === 401, 10_000);
  });

  test('a registry document that does not fit leaves the last good one in use', async () => {
    await door.publish.keys([{ ...aKey('aaaaaaaa'), ratePerS: -1 }]);
    await waitFor('the complaint', () => door.output().includes('does not fit its schema'));
    expect((await door.post(aHeartbeat())).status).toBe(202);
    await door.publish.keys([aKey('aaaaaaaa')]);
  });

  test('ticks come each second, of live and of worlds whose clock runs', async () => {
    const worldMs = Date.parse('2019-05-01T08:00:00Z');
    const clock = { anchorRealMs: Date.now(), anchorWorldMs: worldMs, holdAtMs: null };
    await door.publish.worlds([
      { ...clock, world: 'replay:run', speed: 60 },
      { ...clock, world: 'sim:still', speed: 0 },
    ]);
    const ticks = async (world: string) =>
      (await door.stored()).filter((event) => event.type === 'clock.tick' && event.world === world);
    await waitFor('three ticks', async () => (await ticks('replay:run')).length >= 3);
    const steps = async (): Promise<number[]> => {
      const times = (await ticks('replay:run')).map(({ time }) => Date.parse(time));
      return times.slice(1).map((at, n) => at - (times[n] ?? 0));
    };
    await waitFor('two ticks a second apart', async () => (await steps()).some((ms) => ms > 45_000 && ms < 90_000));
    expect((await ticks('live')).at(-1)).toMatchObject({
      asset: '',
      unit: '',
      data: { speed: 1 },
      source: `urn:vonglau:${door.city}:door`,
    });
    expect((await ticks('sim:still')).at(-1)?.data).toEqual({ speed: 0 });
    const all = (await door.stored()).filter(({ type }) => type === 'clock.tick').map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
  });

  test('its secrets are its owner’s alone', () => {
    for (const name of ['personal-key.json', 'quarantine-key']) {
      expect(statSync(join(door.dataDir, 'ingest', name)).mode & 0o777).toBe(0o600);
    }
    expect(existsSync(join(door.dataDir, 'ingest', 'personal-key.json.new'))).toBe(false);
  });

  test.each([
    ['asked to stop', 'SIGTERM', 0],
    ['killed', 'SIGKILL', null],
  ] as const)('%s under load, it has in the log whatever it answered', async (_how, signal, code) => {
    const accepted: string[] = [];
    let loading = true;
    const send = async (client: number): Promise<void> => {
      for (let at = 0; loading; at += 1) {
        const id = `${signal}-${client}-${at}`;
        const answer = await door.post(aHeartbeat({ id })).catch(() => undefined);
        if (answer?.status === 202) accepted.push(id);
        if (!answer) return;
      }
    };
    const clients = Array.from({ length: 8 }, (_, client) => send(client));
    await waitFor('some load', () => accepted.length > 200);
    const begunMs = performance.now();
    expect(await door.end(signal)).toBe(code);
    loading = false;
    // After that the supervisor would end it.
    expect(performance.now() - begunMs).toBeLessThan(20_000);
    await Promise.all(clients);
    const stored = new Set(await ids());
    expect(accepted.filter((id) => !stored.has(id))).toEqual([]);
    await door.start();
  });
});
