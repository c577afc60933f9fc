import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findFreePort } from '../../../infra/setup/free-port.ts';
import { setUpDoor } from '../../support/door-process.ts';
import { isPubAck, openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts';
import { openDevice, openRawDevice } from '../../support/mqtt-device.ts';
import { mqttPacket } from '../../support/mqtt-packets.ts';
import { startOwnServer, type OwnServer } from '../../support/own-server.ts';
import { aHeartbeat } from '../../support/test-registry.ts';
import { waitFor } from '../../support/wait-for.ts';

const events = 'vonglau/aaaaaaaa/events';
const heartbeat = (id: string): string => JSON.stringify(aHeartbeat({ id }));

let nats: OwnServer;
let link: FaultProxy;
let door: Awaited<ReturnType<typeof setUpDoor>>;
let port: number;
beforeAll(async () => {
  port = await findFreePort();
  nats = await startOwnServer('nats');
  link = await openFaultProxy(nats.url);
  // The test reads the log past the link that it disturbs.
  door = await setUpDoor(nats.url, { env: { MQTT_PORT: String(port), NATS_URL: link.url } });
  const size = async () => (await door.jsm.streams.info(door.subjects.eventsStream)).state.messages;
  await waitFor('the first tick', async () => (await size()) > 0);
});
afterEach(() => link.mend());
afterAll(async () => {
  await door.close();
  await link.close();
  await nats.close();
});

const countOf = async (id: string): Promise<number> => (await door.stored()).filter((event) => event.id === id).length;

test('not a byte of PUBACK before the log has answered, though the log has the frame', async () => {
  const device = await openRawDevice(port);
  await device.enter();
  link.blackhole('toClient');
  device.send(mqttPacket.publish(events, heartbeat('held'), { packetId: 9 }));
  await waitFor('the frame to be in the log', async () => (await countOf('held')) === 1);
  await sleep(500);
  expect(device.received().length).toBe(0);
  await link.mend();
  await waitFor('the acknowledgement', () => device.received().length === 4);
  expect(device.received()).toEqual(mqttPacket.puback(9));
  device.close();
});

test('an answer of the log that is lost: the device sends again, and the log has the event once', async () => {
  const device = await openDevice(port);
  const dropped = link.dropOne(isPubAck);
  const publishing = device.publish(aHeartbeat({ id: 'unanswered' }));
  await dropped;
  await publishing;
  expect(await countOf('unanswered')).toBe(1);
  await device.close();
});

test('with NATS stopped nothing is acknowledged; when it is back everything is, and nothing is lost', async () => {
  const device = await openDevice(port);
  let acknowledged = 0;
  await nats.kill();
  const publishing = Array.from({ length: 100 }, async (_, at) => {
    await device.publish(aHeartbeat({ id: `away-${at}` }));
    acknowledged += 1;
  });
  await sleep(3_000);
  expect(acknowledged).toBe(0);
  // A device that comes while the log is away is let in: one that is turned away might not come again.
  const late = await openDevice(port);
  const lately = late.publish(aHeartbeat({ id: 'away-late' }));
  await nats.start();
  await Promise.all([...publishing, lately]);
  expect(acknowledged).toBe(100);
  let stored = new Set<string>();
  // The test's own connection may come back later than the door's.
  await waitFor('the log to be read', async () => {
    stored = new Set((await door.stored().catch(() => [])).map(({ id }) => id));
    return stored.size > 0;
  });
  expect(Array.from({ length: 100 }, (_, at) => `away-${at}`).filter((id) => !stored.has(id))).toEqual([]);
  expect(stored.has('away-late')).toBe(true);
  await Promise.all([device.close(), late.close()]);
});

test('after ten seconds without the log the device is told to send again and its connection ends', async () => {
  const device = await openRawDevice(port);
  await device.enter();
  device.send(mqttPacket.subscribe('vonglau/aaaaaaaa/verdicts'));
  await nats.kill();
  device.send(mqttPacket.publish(events, heartbeat('given-up'), { packetId: 3 }));
  await device.closed();
  expect(device.received().toString()).toContain('"retry":1');
  expect(device.received().includes(mqttPacket.puback(3))).toBe(false);
  await nats.start();
  await waitFor('the door to be ready again', door.isReady);
});

test('killed and started again under load, it has in the log whatever it acknowledged', async () => {
  const devices = await Promise.all([openDevice(port), openDevice(port), openDevice(port)]);
  const acknowledged: string[] = [];
  let isLoading = true;
  const loads = devices.flatMap((device, at) =>
    Array.from({ length: 8 }, async (_, lane) => {
      for (let n = 0; isLoading; n += 1) {
        const id = `kill-${at}-${lane}-${n}`;
        await device.publish(aHeartbeat({ id }));
        acknowledged.push(id);
      }
    }),
  );
  for (const signal of ['SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
    const before = acknowledged.length;
    await waitFor('some load', () => acknowledged.length > before + 200);
    await door.end(signal);
    await door.start();
  }
  const before = acknowledged.length;
  await waitFor('load after the last', () => acknowledged.length > before + 200);
  isLoading = false;
  await Promise.all(loads);
  const stored = new Set((await door.stored()).map(({ id }) => id));
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  await Promise.all(devices.map((device) => device.close()));
});
