import { connectAsync } from 'mqtt';
import { mqttTopics } from '#shared/wire/mqtt-topics.ts';
import { makeEvent, readAssets } from '../make-events.ts';

/** What the generator of publishes is told. `inFlight`: publishes of a connection that wait for PUBACK at once. */
export type MqttJob = {
  readonly port: number;
  readonly token: string;
  readonly packDir: string;
  readonly run: string;
  readonly events: number;
  readonly batch: number;
  readonly connections: number;
  readonly inFlight: number;
};

/** Seconds from the first publish to the last PUBACK, and the generator's own CPU seconds. */
export type MqttSent = { readonly seconds: number; readonly cpuS: number };

const job = JSON.parse(process.argv[2] ?? '{}') as MqttJob;
const assets = readAssets(job.packDir);
const kid = job.token.split('_')[1] ?? '';
const topic = mqttTopics(kid).events;
let next = 0;

// Who started this went away.
process.on('disconnect', () => process.exit());

const clients = await Promise.all(
  Array.from({ length: job.connections }, (_, at) =>
    connectAsync({
      ...{ host: '127.0.0.1', port: job.port, protocolVersion: 4, username: kid, password: job.token },
      ...{ clientId: `${job.run}-${at}`, clean: true },
    }),
  ),
);
const before = process.cpuUsage();
const startMs = performance.now();
await Promise.all(
  clients.flatMap((client) =>
    Array.from({ length: job.inFlight }, async () => {
      while (next < job.events) {
        const from = next;
        next = Math.min(job.events, from + job.batch);
        const nowMs = Date.now();
        const events = Array.from({ length: next - from }, (_, n) => makeEvent(assets, job.run, from + n, nowMs));
        await client.publishAsync(topic, JSON.stringify(job.batch === 1 ? events[0] : events), { qos: 1 });
      }
    }),
  ),
);
const seconds = (performance.now() - startMs) / 1_000;
const { user, system } = process.cpuUsage(before);
await Promise.all(clients.map((client) => client.endAsync()));
process.send?.({ seconds, cpuS: (user + system) / 1e6 } satisfies MqttSent);
process.disconnect();
