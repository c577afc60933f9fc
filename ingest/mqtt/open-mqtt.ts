import { createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Metrics } from '#shared/service/metrics.ts';
import { boundPerAddress } from '#shared/service/bound-per-address.ts';
import type { Door } from '../door/door.ts';
import type { SenderUse } from '../door/keys/sender-use.ts';
import { openBroker } from './broker.ts';
import { mqttLimits } from './limits.ts';
import { createMqttMetrics } from './mqtt-metrics.ts';
import { createPayloadReader } from './read-payload.ts';
import { readTls, type TlsFiles } from './read-tls.ts';
import { createStrangers } from './strangers.ts';

/*
 * The door for devices that speak MQTT 3.1.1: the same keys, checks, quarantine, rates and log as over HTTP. A publish is
 * acknowledged when every event in it is decided, that is in the log or refused for good (sending a refused one again
 * would not help it, and would keep a device from ever sending the next); which is told on the key's topic of verdicts,
 * since PUBACK has no room for reasons. When anything must be sent again there is no PUBACK and the connection ends.
 */

export type MqttConfig = { readonly host: string; readonly port: number; readonly tls?: TlsFiles | undefined };

export type RunningMqtt = {
  readonly port: number;
  readonly connections: () => number;
  /** The share of its places that is taken. */
  readonly taken: () => number;
  /** Takes no more, lets what is on its way be answered, and ends every connection after `graceMs` at the latest. */
  readonly stop: (graceMs: number) => Promise<void>;
};

type Ports = { readonly door: Door; readonly use: SenderUse; readonly metrics: Metrics };

/** Opens the MQTT door beside the HTTP one. Rejects when its port is taken or its certificate cannot be used. */
export async function openMqtt(config: MqttConfig, { door, use, metrics }: Ports): Promise<RunningMqtt> {
  const held = { bytes: 0 };
  let connections = (): number => 0;
  const answering = {
    ...{ door, use, log: door.log, readPayload: createPayloadReader() },
    metrics: createMqttMetrics(metrics, { connections: () => connections(), heldBytes: () => held.bytes }),
  };
  const strangers = createStrangers(mqttLimits.strangers);
  const server = makeServer(config, (socket) => {
    broker.welcome(socket, () => {
      strangers.know(socket);
    });
  });
  server.maxConnections = mqttLimits.connections;
  boundPerAddress(server, mqttLimits.connectionsPerAddress);
  server.on('connection', strangers.add);
  const broker = await openBroker(answering, held);
  ({ connections } = broker);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  const looking = setInterval(broker.endInvalid, mqttLimits.lookMs);
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : config.port,
    connections,
    taken: () => connections() / mqttLimits.connections,
    stop: async (graceMs) => {
      clearInterval(looking);
      const closed = new Promise((resolve) => server.close(resolve));
      await broker.stop(graceMs);
      await closed;
    },
  };
}

function makeServer({ tls }: MqttConfig, onSocket: (socket: Socket) => void): Server {
  const options = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 };
  if (!tls) return createPlainServer(options, onSocket);
  const secure = createTlsServer(
    { ...options, ...readTls(tls), minVersion: 'TLSv1.2', handshakeTimeout: mqttLimits.connectMs },
    onSocket,
  );
  // A stranger that speaks no TLS, or that we do not trust; the socket is closed already.
  secure.on('tlsClientError', () => undefined);
  return secure;
}
