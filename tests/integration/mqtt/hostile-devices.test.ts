import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { findFreePort } from '../../../infra/setup/free-port.ts';
import { setUpDoor } from '../../support/door-process.ts';
import { openDevice, openRawDevice, tryConnect, type Device, type RawDevice } from '../../support/mqtt-device.ts';
import { mqttPacket } from '../../support/mqtt-packets.ts';
import { pssMibOf } from '../../support/process-use.ts';
import { aHeartbeat, aKey, tokenOf } from '../../support/test-registry.ts';
import { waitFor } from '../../support/wait-for.ts';

const mib = 2 ** 20;
const events = 'vonglau/aaaaaaaa/events';

let door: Awaited<ReturnType<typeof setUpDoor>>;
let port: number;
let pid: number;
/** An honest device that must never notice anything. */
let honest: Device;
const open: RawDevice[] = [];
beforeAll(async () => {
  port = await findFreePort();
  door = await setUpDoor(inject('servers').natsUrl, { env: { MQTT_PORT: String(port), LOG_LEVEL: 'warn' } });
  await door.publish.keys([aKey('aaaaaaaa'), aKey('honestxx')]);
  await waitFor(
    'the door to know the key',
    async () => (await tryConnect(port, { username: 'honestxx', password: tokenOf('honestxx') })) === 'connected',
  );
  pid = door.pid();
  honest = await openDevice(port, 'honestxx', { reconnectPeriod: 0 });
});
afterEach(async () => {
  for (const device of open.splice(0)) device.close();
  await honest.publish(aHeartbeat({ id: 'honest' }));
  expect(door.pid()).toBe(pid);
  expect(door.output()).not.toMatch(/"level":(50|60)/);
});
afterAll(async () => {
  await honest.close();
  await door.close();
});

const raw = async () => {
  const device = await openRawDevice(port);
  open.push(device);
  return device;
};
const entered = async () => {
  const device = await raw();
  await device.enter();
  return device;
};
const heartbeat = (id: string): string => JSON.stringify(aHeartbeat({ id }));

describe('packets that are too large', () => {
  test('end the connection by their header, after what came before them was acknowledged', async () => {
    const device = await entered();
    device.send(
      mqttPacket.publish(events, heartbeat('before-1'), { packetId: 11 }),
      mqttPacket.publish(events, heartbeat('before-2'), { packetId: 12 }),
      mqttPacket.header(0x32, 200 * mib),
    );
    await device.closed();
    expect(device.received()).toEqual(Buffer.concat([mqttPacket.puback(11), mqttPacket.puback(12)]));
  });

  test('are told to a device that listens', async () => {
    const device = await entered();
    device.send(mqttPacket.subscribe('vonglau/aaaaaaaa/verdicts'), mqttPacket.header(0x32, 2 * mib));
    await device.closed();
    expect(device.received().toString()).toContain('urn:vonglau:problem:too-large');
  });

  test.each([
    ['a CONNECT', 0x10, 5_000],
    ['a SUBSCRIBE', 0x82, 100_000],
    ['a DISCONNECT', 0xe0, 5_000],
  ])('%s among them', async (_name, first, length) => {
    const device = first === 0x10 ? await raw() : await entered();
    device.send(mqttPacket.header(first, length));
    await device.closed();
    expect(device.received().length).toBe(0);
  });

  test('one of nearly a mebibyte, in pieces of a few bytes, is taken', async () => {
    const device = await entered();
    const padded = `${' '.repeat(900_000)}${heartbeat('pieces')}`;
    const bytes = mqttPacket.publish(events, padded, { packetId: 7 });
    for (let at = 0; at < bytes.length; at += 4_001) {
      device.send(bytes.subarray(at, at + 4_001));
      if (at % 40_010 === 0) await sleep(1);
    }
    for (const byte of mqttPacket.publish(events, heartbeat('bytes'), { packetId: 8 })) {
      device.send(Buffer.from([byte]));
      await sleep(0);
    }
    await waitFor('both to be acknowledged', () => device.received().length >= 8);
    expect(device.received()).toEqual(Buffer.concat([mqttPacket.puback(7), mqttPacket.puback(8)]));
  });
});

describe('what no device sends', () => {
  test.each([
    ['HTTP', [Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')]],
    ['a TLS handshake', [Buffer.from('160301020001000001fc0303', 'hex')]],
    ['zeros', [Buffer.alloc(64)]],
    ['a publish before it says who it is', [mqttPacket.publish(events, heartbeat('early'))]],
    [
      'a length without an end',
      [
        mqttPacket.connect({ username: 'aaaaaaaa', password: tokenOf('aaaaaaaa') }),
        Buffer.from([0x32, 0xff, 0xff, 0xff, 0xff]),
      ],
    ],
    [
      'two CONNECTs',
      [mqttPacket.connect({ username: 'aaaaaaaa', password: tokenOf('aaaaaaaa') }), mqttPacket.connect()],
    ],
    [
      'an acknowledgement',
      [mqttPacket.connect({ username: 'aaaaaaaa', password: tokenOf('aaaaaaaa') }), mqttPacket.puback(1)],
    ],
  ])('%s ends its connection', async (_name, packets) => {
    const device = await raw();
    device.send(...packets);
    await device.closed();
    expect((await door.stored()).some(({ id }) => id === 'early')).toBe(false);
  });

  test('mangled packets, two hundred connections of them', async () => {
    const connect = mqttPacket.connect({ username: 'aaaaaaaa', password: tokenOf('aaaaaaaa') });
    const sound = [
      connect,
      mqttPacket.publish(events, heartbeat('fuzz')),
      mqttPacket.publish('vonglau/aaaaaaaa/x', '{}', { qos: 2 }),
      mqttPacket.subscribe('vonglau/aaaaaaaa/verdicts'),
      mqttPacket.subscribe('\u0000/#/+'),
      mqttPacket.pingreq,
    ];
    const cuts = fc.array(fc.tuple(fc.nat(200), fc.nat(3), fc.uint8Array({ maxLength: 4 })), { maxLength: 3 });
    const streams = fc.tuple(fc.boolean(), fc.array(fc.constantFrom(...sound), { minLength: 1, maxLength: 6 }), cuts);
    await fc.assert(
      fc.asyncProperty(fc.array(streams, { minLength: 10, maxLength: 10 }), async (many) => {
        const devices = await Promise.all(
          many.map(async ([isKnown, packets, cut]) => {
            let mangled = Buffer.concat(packets);
            for (const [at, gone, put] of cut)
              mangled = Buffer.concat([mangled.subarray(0, at), put, mangled.subarray(at + gone)]);
            const device = await openRawDevice(port);
            device.send(...(isKnown ? [connect] : []), mangled);
            device.socket.end();
            return device;
          }),
        );
        await Promise.all(devices.map((device) => device.closed()));
      }),
      { numRuns: 20, seed: 1 },
    );
    await honest.publish(aHeartbeat({ id: 'after the mangled' }));
  });
});

describe('devices that take up room', () => {
  test('a thousand sockets that say nothing keep nobody out', async () => {
    const sockets = await Promise.all(Array.from({ length: 1_000 }, () => openRawDevice(port)));
    open.push(...sockets);
    const kiosk = await openDevice(port, 'honestxx', { reconnectPeriod: 0 });
    await kiosk.publish(aHeartbeat({ id: 'among the silent' }));
    await kiosk.close();
    await waitFor('the oldest to be gone', () => sockets.filter((socket) => socket.isClosed()).length >= 700);
    // The others are given ten seconds to say who they are.
    await waitFor('all to be gone', () => sockets.every((socket) => socket.isClosed()));
  });

  test('a flood of pings ends its connection', async () => {
    const device = await entered();
    device.send(...Array.from({ length: 5_000 }, () => mqttPacket.pingreq));
    await device.closed();
    expect(device.received().length).toBeLessThan(1_000);
  });

  test('a device that does not read its verdicts is cut, and they take no room', async () => {
    const before = pssMibOf(pid);
    const device = await entered();
    device.send(mqttPacket.subscribe('vonglau/aaaaaaaa/verdicts'));
    device.socket.pause();
    const refused = JSON.stringify(Array.from({ length: 1_000 }, () => ({})));
    for (let packetId = 1; packetId <= 200 && !device.socket.destroyed; packetId += 1) {
      device.send(mqttPacket.publish(events, refused, { packetId }));
      await sleep(5);
    }
    device.socket.resume();
    await device.closed();
    expect(pssMibOf(pid) - before).toBeLessThan(200);
  });

  test('publishes beyond the window stay in the socket until the first are acknowledged', async () => {
    const device = await entered();
    const count = 3_000;
    device.send(
      ...Array.from({ length: count }, (_, at) =>
        mqttPacket.publish(events, heartbeat(`w-${at}`), { packetId: at + 1 }),
      ),
    );
    await waitFor('all to be acknowledged', () => device.received().length === 4 * count);
    const acknowledged = Array.from({ length: count }, (_, at) => device.received().readUInt16BE(4 * at + 2));
    expect(acknowledged).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  });
});
