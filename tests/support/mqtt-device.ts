import { once, type EventEmitter } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { connect, type IClientOptions } from 'mqtt';
import { mqttTopics } from '#shared/wire/mqtt-topics.ts';
import type { PostAnswer } from './open-test-door.ts';
import { mqttPacket } from './mqtt-packets.ts';
import { tokenOf } from './test-registry.ts';
import { waitFor } from './wait-for.ts';

/** What a device is told of a publish. */
export type ToldVerdicts = PostAnswer & { readonly packetId: number | null; readonly problem?: PostAnswer };

/** A device with the real `mqtt` client, connected, that keeps what is not acknowledged and sends it again. */
export async function openDevice(port: number, kid = 'aaaaaaaa', over: IClientOptions & { token?: string } = {}) {
  const { token = tokenOf(kid), ...options } = over;
  const client = connect({
    ...{ host: '127.0.0.1', port, protocolVersion: 4, clean: false, username: kid, password: token },
    ...{
      clientId: `device-${Math.random().toString(36).slice(2)}`,
      reconnectPeriod: 100,
      reconnectOnConnackError: true,
    },
    ...options,
  });
  const errors: string[] = [];
  client.on('error', (error) => errors.push(error.message));
  const told: ToldVerdicts[] = [];
  const topics = mqttTopics(kid);
  client.on('message', (topic, payload) => {
    if (topic === topics.verdicts) told.push(JSON.parse(payload.toString()) as ToldVerdicts);
  });
  await waitFor('the device to be let in', () => client.connected);
  return {
    ...{ client, errors, told, topics },
    /** Asks to be told verdicts. */
    listen: () => client.subscribeAsync(topics.verdicts),
    /** Publishes; resolves with the acknowledgement. */
    publish: (body: unknown, qos: 0 | 1 | 2 = 1) => client.publishAsync(topics.events, toPayload(body), { qos }),
    close: () => client.endAsync(true),
  };
}

export type Device = Awaited<ReturnType<typeof openDevice>>;

/** The outcome of connecting once: the code of CONNACK, or what was said instead. */
export async function tryConnect(port: number, options: IClientOptions): Promise<string> {
  const client = connect({
    ...{ host: '127.0.0.1', port, protocolVersion: 4, reconnectPeriod: 0, clientId: 'once' },
    ...options,
  });
  const emitter = client as unknown as EventEmitter;
  try {
    return await Promise.race([
      once(emitter, 'connect').then(() => 'connected'),
      once(emitter, 'close').then(() => 'closed'),
    ]);
  } catch (error) {
    return `code ${String((error as { code?: unknown }).code)}`;
  } finally {
    client.on('error', () => undefined);
    await client.endAsync(true);
  }
}

/** A socket that sends what it is told, and keeps the bytes that come. */
export async function openRawDevice(port: number) {
  const socket = connectSocket(port, '127.0.0.1');
  socket.setNoDelay(true);
  let bytes = Buffer.alloc(0);
  let isClosed = false;
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    isClosed = true;
  });
  await once(socket, 'connect');
  const device = {
    socket: socket,
    send: (...packets: readonly Buffer[]) => socket.write(Buffer.concat(packets)),
    received: () => bytes,
    isClosed: () => isClosed,
    closed: (ms?: number) => waitFor('the connection to end', () => isClosed, ms),
    /** Says who it is and waits until it is let in. */
    enter: async (kid = 'aaaaaaaa', over: Parameters<typeof mqttPacket.connect>[0] = {}) => {
      device.send(mqttPacket.connect({ username: kid, password: tokenOf(kid), ...over }));
      await waitFor('the device to be let in', () => bytes.length >= 4);
      if (bytes[3] !== 0) throw new Error(`refused with code ${bytes[3]}`);
      bytes = bytes.subarray(4);
    },
    close: () => socket.destroy(),
  };
  return device;
}

export type RawDevice = Awaited<ReturnType<typeof openRawDevice>>;

function toPayload(body: unknown): string | Buffer {
  return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}
