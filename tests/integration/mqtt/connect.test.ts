import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { examineMqtt } from '../../../infra/setup/doctor/examine-mqtt.ts';
import { findFreePort } from '../../../infra/setup/free-port.ts';
import { setUpDoor } from '../../support/door-process.ts';
import { openDevice, openRawDevice, tryConnect } from '../../support/mqtt-device.ts';
import { mqttPacket } from '../../support/mqtt-packets.ts';
import { aHeartbeat, aKey, tokenOf } from '../../support/test-registry.ts';
import { waitFor } from '../../support/wait-for.ts';

let door: Awaited<ReturnType<typeof setUpDoor>>;
let port: number;
const closing: (() => unknown)[] = [];
beforeAll(async () => {
  port = await findFreePort();
  door = await setUpDoor(inject('servers').natsUrl, { env: { MQTT_PORT: String(port) } });
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(() => door.close());

const device = async (...given: Parameters<typeof openDevice> extends [number, ...infer Rest] ? Rest : never) => {
  const opened = await openDevice(port, ...given);
  closing.push(opened.close);
  return opened;
};
const raw = async () => {
  const opened = await openRawDevice(port);
  closing.push(opened.close);
  return opened;
};
const good = { username: 'aaaaaaaa', password: tokenOf('aaaaaaaa') };
/** A device that does not come back is turned away for good by a door that has not heard of its key yet. */
const isKnown = (kid: string): Promise<void> =>
  waitFor('the door to know the key', async () => {
    return (await tryConnect(port, { username: kid, password: tokenOf(kid) })) === 'connected';
  });

describe('who may come in', () => {
  test.each([
    ['the key’s name and its token', good, 'connected'],
    ['an empty name and the token', { ...good, username: '' }, 'connected'],
    ['no key', {}, 'code 4'],
    ['a wrong secret', { ...good, password: `vl_aaaaaaaa_${'T'.repeat(43)}` }, 'code 4'],
    ['an unknown key', { username: 'zzzzzzzz', password: tokenOf('zzzzzzzz') }, 'code 4'],
    ['another key’s name', { ...good, username: 'bbbbbbbb' }, 'code 4'],
    ['the secret without its key', { ...good, password: 'S'.repeat(43) }, 'code 4'],
    ['a client id that means something in a topic', { ...good, clientId: 'a/+/b' }, 'code 2'],
    ['a client id with a blank', { ...good, clientId: 'a b' }, 'code 2'],
    ['a client id of a kilobyte', { ...good, clientId: 'x'.repeat(200) }, 'code 2'],
    [
      'a will',
      { ...good, will: { topic: 'vonglau/aaaaaaaa/events', payload: Buffer.from('x'), qos: 1 as const } },
      'code 5',
    ],
    ['no keep alive', { ...good, keepalive: 0 }, 'code 5'],
    ['a keep alive of an hour', { ...good, keepalive: 3_600 }, 'code 5'],
    ['MQTT 5', { ...good, protocolVersion: 5 as const }, 'code 1'],
    ['MQTT 3.1', { ...good, protocolVersion: 3 as const, protocolId: 'MQIsdp' as const }, 'code 1'],
  ])('%s', async (_name, options, outcome) => {
    expect(await tryConnect(port, options)).toBe(outcome);
  });

  test('a key that has expired, or is not valid yet', async () => {
    const past = '2020-01-02T00:00:00Z';
    await door.publish.keys([
      aKey('aaaaaaaa'),
      aKey('expiredx', { expiresAt: past }),
      aKey('notyetxx', { notBefore: '2090-01-01T00:00:00Z' }),
      aKey('besidexx'),
    ]);
    await isKnown('besidexx');
    for (const kid of ['expiredx', 'notyetxx'])
      expect(await tryConnect(port, { username: kid, password: tokenOf(kid) })).toBe('code 4');
  });
});

describe('a key that is in use', () => {
  test('is rotated without a break, and ends its connections when it is revoked', async () => {
    await door.publish.keys([aKey('aaaaaaaa'), aKey('oldkeyxx'), aKey('newkeyxx')]);
    await isKnown('oldkeyxx');
    const old = await device('oldkeyxx', { reconnectPeriod: 0 });
    const fresh = await device('newkeyxx');
    await old.publish(aHeartbeat({ id: 'old' }));
    await door.publish.keys([
      aKey('aaaaaaaa'),
      aKey('oldkeyxx', { revokedAt: new Date().toISOString() }),
      aKey('newkeyxx'),
    ]);
    await waitFor('the connection to end', () => !old.client.connected, 10_000);
    expect(fresh.client.connected).toBe(true);
    expect(await tryConnect(port, { username: 'oldkeyxx', password: tokenOf('oldkeyxx') })).toBe('code 4');
    await fresh.publish(aHeartbeat({ id: 'fresh' }));
  });

  test('ends its connections when it expires, or is forgotten', async () => {
    await door.publish.keys([aKey('aaaaaaaa'), aKey('endingxx'), aKey('forgoten')]);
    await isKnown('forgoten');
    const ending = await device('endingxx', { reconnectPeriod: 0 });
    const forgotten = await device('forgoten', { reconnectPeriod: 0 });
    // Told once both are in: a slow device could come to a key that has ended.
    const soon = new Date(Date.now() + 2_000).toISOString();
    await door.publish.keys([aKey('aaaaaaaa'), aKey('endingxx', { expiresAt: soon })]);
    await waitFor('both to end', () => !ending.client.connected && !forgotten.client.connected, 12_000);
  });

  test('cannot end another key’s connection by taking its client id; its own it can', async () => {
    await door.publish.keys([aKey('aaaaaaaa'), aKey('bbbbbbbb')]);
    await isKnown('bbbbbbbb');
    const first = await device('aaaaaaaa', { clientId: 'kiosk-1', reconnectPeriod: 0 });
    const other = await device('bbbbbbbb', { clientId: 'kiosk-1', reconnectPeriod: 0 });
    await Promise.all([first.publish(aHeartbeat({ id: 'first' })), other.publish(aHeartbeat({ id: 'other' }))]);
    expect([first.client.connected, other.client.connected]).toEqual([true, true]);
    await device('aaaaaaaa', { clientId: 'kiosk-1', reconnectPeriod: 0 });
    await waitFor('the first to end', () => !first.client.connected);
    expect(other.client.connected).toBe(true);
  });
});

describe('where a key may publish and listen', () => {
  const heartbeat = JSON.stringify(aHeartbeat({ id: 'elsewhere' }));
  test.each([
    ['another key’s topic', 'vonglau/bbbbbbbb/events', { qos: 1 as const }],
    ['the topic of verdicts', 'vonglau/aaaaaaaa/verdicts', { qos: 1 as const }],
    ['a topic of its own', 'events', { qos: 1 as const }],
    ['the broker’s topics', '$SYS/x', { qos: 1 as const }],
    ['a retained message', 'vonglau/aaaaaaaa/events', { qos: 1 as const, retain: true }],
    ['QoS 0', 'vonglau/aaaaaaaa/events', { qos: 0 as const }],
    ['QoS 2', 'vonglau/aaaaaaaa/events', { qos: 2 as const }],
  ])('not: %s; it is told and the connection ends', async (_name, topic, options) => {
    const kiosk = await device('aaaaaaaa', { reconnectPeriod: 0 });
    await kiosk.listen();
    kiosk.client.publish(topic, heartbeat, options, () => undefined);
    await waitFor('the connection to end', () => !kiosk.client.connected);
    expect(kiosk.told).toMatchObject([
      { accepted: 0, refused: 1, retry: 0, items: [], problem: { type: 'urn:vonglau:problem:forbidden' } },
    ]);
    expect((await door.stored()).some(({ id }) => id === 'elsewhere')).toBe(false);
  });

  test.each([
    'vonglau/bbbbbbbb/verdicts',
    'vonglau/aaaaaaaa/events',
    'vonglau/+/verdicts',
    '#',
    '$SYS/#',
    'a/b/c/d/e/f',
  ])('not: listening to %s', async (topic) => {
    const kiosk = await device();
    await kiosk.client.subscribeAsync(topic).catch(() => undefined);
    await kiosk.publish(aHeartbeat({ id: 'unheard' }));
    await sleep(100);
    expect(kiosk.told).toEqual([]);
  });

  test('verdicts are told to the device that sent, as long as it wants them', async () => {
    const [sending, listening] = [await device(), await device()];
    await listening.listen();
    await sending.publish(aHeartbeat({ id: 'quiet' }));
    await sending.listen();
    await sending.publish(aHeartbeat({ id: 'heard' }));
    await waitFor('the verdict', () => sending.told.length > 0);
    await sending.client.unsubscribeAsync(sending.topics.verdicts);
    await sending.publish(aHeartbeat({ id: 'quiet again' }));
    await sleep(100);
    expect([sending.told.length, listening.told.length]).toEqual([1, 0]);
  });
});

test('the doctor finds it, and nothing where there is none', async () => {
  expect(await examineMqtt(`mqtt://127.0.0.1:${port}`, 30_000)).toMatchObject({ state: 'ok' });
  const http = door.url().replace('http:', 'mqtt:');
  await expect(examineMqtt(http, 30_000).then(({ state }) => state)).resolves.toBe('bad');
  await expect(examineMqtt(`mqtt://127.0.0.1:${await findFreePort()}`, 1_000)).rejects.toThrow();
});

test('a device that is gone without a word is noticed by its silence', async () => {
  const kiosk = await raw();
  await kiosk.enter('aaaaaaaa', { keepaliveS: 1 });
  await kiosk.closed(15_000);
});

test('beyond the loopback it wants a certificate, and says so', () => {
  const run = (env: Record<string, string>): string => {
    try {
      execFileSync(process.execPath, ['ingest/main.ts'], { env: { ...door.env, ...env }, stdio: 'pipe' });
      return 'started';
    } catch (error) {
      return String((error as { stderr: Buffer }).stderr);
    }
  };
  expect(run({ MQTT_HOST: '0.0.0.0', MQTT_PORT: '0' })).toContain(
    'MQTT_HOST: MQTT without TLS is for the loopback only',
  );
  expect(run({ MQTT_CERT_FILE: '/x', MQTT_PORT: '0' })).toContain(
    'MQTT_KEY_FILE: a certificate and its key are given together',
  );
});

test('with a certificate it speaks TLS', async (context) => {
  context.skip(spawnSync('openssl', ['version']).status !== 0, 'no openssl on this machine to make a certificate with');
  const keyFile = join(door.dataDir, 'key.pem');
  const certFile = join(door.dataDir, 'cert.pem');
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, '-keyout', keyFile, '-out', certFile],
    { stdio: 'pipe' },
  );
  const securePort = await findFreePort();
  const secure = await setUpDoor(inject('servers').natsUrl, {
    env: { MQTT_PORT: String(securePort), MQTT_HOST: '0.0.0.0', MQTT_CERT_FILE: certFile, MQTT_KEY_FILE: keyFile },
  });
  closing.push(secure.close);
  const kiosk = await openDevice(securePort, 'aaaaaaaa', {
    protocol: 'mqtts',
    host: 'localhost',
    rejectUnauthorized: false,
  });
  await kiosk.publish(aHeartbeat({ id: 'secure' }));
  expect((await secure.stored()).some(({ id }) => id === 'secure')).toBe(true);
  await kiosk.close();
  expect(await examineMqtt(`mqtts://localhost:${securePort}`, 30_000)).toMatchObject({ state: 'warning' });
  const plain = await openRawDevice(securePort);
  plain.send(mqttPacket.connect(good));
  await plain.closed();
});
