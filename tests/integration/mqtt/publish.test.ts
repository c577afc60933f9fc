import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { findFreePort } from '../../../infra/setup/free-port.ts';
import { setUpDoor } from '../../support/door-process.ts';
import { openDevice, tryConnect, type Device } from '../../support/mqtt-device.ts';
import { aHeartbeat, aKey, tokenOf } from '../../support/test-registry.ts';
import { waitFor } from '../../support/wait-for.ts';

let door: Awaited<ReturnType<typeof setUpDoor>>;
let port: number;
const devices: Device[] = [];
beforeAll(async () => {
  port = await findFreePort();
  door = await setUpDoor(inject('servers').natsUrl, { env: { MQTT_PORT: String(port) } });
});
afterEach(async () => {
  await Promise.all(devices.splice(0).map((device) => device.close()));
});
afterAll(() => door.close());

const device = async (...given: Parameters<typeof openDevice> extends [number, ...infer Rest] ? Rest : never) => {
  const opened = await openDevice(port, ...given);
  devices.push(opened);
  return opened;
};
const stored = async (prefix: string): Promise<string[]> =>
  (await door.stored()).map(({ id }) => id).filter((id) => id.startsWith(prefix));
const told = async ({ told: verdicts }: Device, count = 1) => {
  await waitFor('verdicts', () => verdicts.length >= count);
  return verdicts;
};

describe('what is acknowledged', () => {
  test('is in the log, in every form, and is told', async () => {
    const kiosk = await device();
    await kiosk.listen();
    const batch = [aHeartbeat({ id: 'form-2' }), aHeartbeat({ id: 'form-3' })];
    await kiosk.publish(aHeartbeat({ id: 'form-1' }));
    expect(await stored('form-')).toEqual(['form-1']);
    await kiosk.publish(batch);
    await kiosk.publish(gzipSync(JSON.stringify(aHeartbeat({ id: 'form-4' }))));
    await kiosk.publish(gzipSync(JSON.stringify([aHeartbeat({ id: 'form-5' })])));
    expect(await stored('form-')).toEqual(['form-1', 'form-2', 'form-3', 'form-4', 'form-5']);
    const verdicts = await told(kiosk, 4);
    expect(verdicts.map(({ accepted, refused, retry }) => [accepted, refused, retry])).toEqual([
      [1, 0, 0],
      [2, 0, 0],
      [1, 0, 0],
      [1, 0, 0],
    ]);
    expect(verdicts[1]?.items).toEqual([
      { index: 0, id: 'form-2', verdict: 'accepted' },
      { index: 1, id: 'form-3', verdict: 'accepted' },
    ]);
    expect(verdicts.every(({ packetId }) => typeof packetId === 'number')).toBe(true);
  });

  test('of many publishes at once keeps its order', async () => {
    const kiosk = await device();
    const acknowledged: number[] = [];
    await Promise.all(
      Array.from({ length: 500 }, async (_, at) => {
        await kiosk.publish(aHeartbeat({ id: `order-${at}` }));
        acknowledged.push(at);
      }),
    );
    expect(acknowledged).toEqual(Array.from({ length: 500 }, (_, at) => at));
    expect(await stored('order-')).toEqual(acknowledged.map((at) => `order-${at}`));
  });
});

describe('what is refused', () => {
  test('is acknowledged, told with its reason and kept in quarantine', async () => {
    const kiosk = await device();
    await kiosk.listen();
    await kiosk.publish([
      aHeartbeat({ id: 'mixed-1' }),
      aHeartbeat({ id: 'mixed-2', asset: 'K999' }),
      aHeartbeat({ id: 'mixed-3', data: { healthy: 'yes' } }),
    ]);
    const [verdicts] = await told(kiosk);
    expect(verdicts).toMatchObject({ accepted: 1, refused: 2, retry: 0 });
    expect(verdicts?.items?.map(({ id, verdict, problem }) => [id, verdict, problem?.type, problem?.path])).toEqual([
      ['mixed-1', 'accepted', undefined, undefined],
      ['mixed-2', 'refused', 'urn:vonglau:problem:unknown-asset', 'asset'],
      ['mixed-3', 'refused', 'urn:vonglau:problem:invalid-event', 'data.healthy'],
    ]);
    expect(await stored('mixed-')).toEqual(['mixed-1']);
    const kept = async () => (await door.jsm.streams.info(door.subjects.quarantineStream)).state.messages;
    await waitFor('the refused events to be kept', async () => (await kept()) > 0);
  });

  test('alone is told with its id, as a batch’s items are', async () => {
    const kiosk = await device();
    await kiosk.listen();
    await kiosk.publish(aHeartbeat({ id: 'alone', asset: 'K999' }));
    expect((await told(kiosk))[0]?.items).toMatchObject([{ index: 0, id: 'alone', verdict: 'refused' }]);
  });

  test.each([
    ['no JSON', 'nothing', 'malformed-json'],
    ['broken gzip', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), 'malformed-gzip'],
    ['gzip that unpacks to more than may be', gzipSync(Buffer.alloc(5 * 2 ** 20, 0x20)), 'too-large'],
    ['too many events', JSON.stringify(Array.from({ length: 1_001 }, () => ({}))), 'too-large'],
    ['nothing at all', '', 'malformed-json'],
  ])('as a whole, %s, is acknowledged once and told why', async (_name, payload, problem) => {
    const kiosk = await device();
    await kiosk.listen();
    await kiosk.publish(payload);
    expect(await told(kiosk)).toMatchObject([
      { accepted: 0, refused: 1, retry: 0, items: [], problem: { type: `urn:vonglau:problem:${problem}` } },
    ]);
  });

  test('does not keep what comes after it from being taken', async () => {
    const kiosk = await device();
    await Promise.all([
      kiosk.publish(aHeartbeat({ id: 'after-0', asset: 'K999' })),
      kiosk.publish('{'),
      kiosk.publish(aHeartbeat({ id: 'after-1' })),
    ]);
    expect(await stored('after-')).toEqual(['after-1']);
    expect(kiosk.errors).toEqual([]);
  });
});

test('a key’s rate slows a device down and loses nothing', async () => {
  await door.publish.keys([aKey('aaaaaaaa'), aKey('slowslow', { ratePerS: 20 })]);
  await waitFor(
    'the door to know the key',
    async () => (await tryConnect(port, { username: 'slowslow', password: tokenOf('slowslow') })) === 'connected',
  );
  const kiosk = await device('slowslow');
  const begunMs = performance.now();
  await Promise.all(Array.from({ length: 260 }, (_, at) => kiosk.publish(aHeartbeat({ id: `slow-${at}` }))));
  // Two hundred at once, sixty more at twenty a second.
  expect(performance.now() - begunMs).toBeGreaterThan(2_500);
  expect(await stored('slow-')).toHaveLength(260);
  expect(kiosk.errors).toEqual([]);
});

test('HTTP and MQTT share a key’s rate', async () => {
  await door.publish.keys([aKey('aaaaaaaa'), aKey('sharedxx', { ratePerS: 1 })]);
  const kiosk = await device('sharedxx');
  await kiosk.publish(Array.from({ length: 30 }, (_, at) => aHeartbeat({ id: `shared-${at}` })));
  const answer = await door.post(aHeartbeat(), { authorization: `Bearer vl_sharedxx_${'S'.repeat(43)}` });
  expect(answer.status).toBe(429);
});

test('nothing of what is sent stands in the log of the process', async () => {
  const kiosk = await device('aaaaaaaa', { clientId: 'secret-serial-number' });
  await kiosk.publish({ ...aHeartbeat({ id: 'canary' }), data: { phone: '0912345678' } });
  await kiosk.publish('0912345678');
  expect(door.output()).not.toContain('0912345678');
  expect(door.output()).not.toContain('secret-serial');
  expect(door.output()).not.toContain('S'.repeat(43));
});
