import { fork } from 'node:child_process';
import { join } from 'node:path';
import { awaitResult } from '../await-result.ts';
import { startBenchSystem, type BenchSystem } from '../bench-system.ts';
import type { BenchPorts, Figures, Measurement } from '../measurement.ts';
import { median, spread, toFigure } from '../quantiles.ts';
import type { MqttJob, MqttSent } from './send-mqtt.ts';
import { verifyRollUps, verifyStored } from './verify-stored.ts';

type Way = Pick<MqttJob, 'batch' | 'connections' | 'inFlight'>;

/** As devices send, one event at a time; and as gateways do, many at once. */
const single: Way = { batch: 1, connections: 64, inFlight: 1 };
const pipelined: Way = { batch: 1, connections: 64, inFlight: 20 };
const batched: Way = { batch: 100, connections: 6, inFlight: 1 };

/** A: events published at QoS 1 until the last PUBACK. B: the same events by HTTP, as many on their way at once. In turns. */
export const measurementMqtt: Measurement = {
  name: 'mqtt',
  about: 'events by MQTT at QoS 1, against the same by HTTP',
  minutes: 3,
  run: async (ports) => {
    const bench = await startBenchSystem(ports);
    try {
      return await measure(bench, ports);
    } finally {
      await bench.stop();
    }
  },
};

async function measure(bench: BenchSystem, { quick, say, signal }: BenchPorts): Promise<Figures> {
  const few = quick ? 2_000 : 40_000;
  const many = quick ? 10_000 : 200_000;
  const rates = { single: [] as number[][], pipelined: [] as number[], batched: [] as number[][] };
  for (let round = -1; round < (quick ? 1 : 5); round += 1) {
    signal.throwIfAborted();
    const run = `mqtt${round + 1}`;
    const ones = [await byMqtt(bench, single, `${run}sa`, few, signal), await byHttp(bench, single, `${run}sb`, few)];
    const flow = await byMqtt(bench, pipelined, `${run}pa`, few, signal);
    const lots = [
      await byMqtt(bench, batched, `${run}ba`, many, signal),
      await byHttp(bench, batched, `${run}bb`, many),
    ];
    // The first round warms up.
    if (round < 0) continue;
    rates.single.push(ones);
    rates.pipelined.push(flow);
    rates.batched.push(lots);
    const told = [...ones, flow, ...lots].map(Math.round);
    say(`round ${round + 1}: ${told.join(', ')} events/s (single MQTT, HTTP; pipelined MQTT; batches MQTT, HTTP)`);
  }
  say('counting everything again');
  await verifyRollUps(bench);
  const over = (pairs: readonly number[][]): number[] => pairs.map(([a = Number.NaN, b]) => a / (b ?? Number.NaN));
  const first = (pairs: readonly number[][]): number => toFigure(median(pairs.map(([a = Number.NaN]) => a)));
  return {
    ...spread('mqtt_single_over_http', over(rates.single)),
    ...spread('mqtt_batch_over_http', over(rates.batched)),
    mqtt_single_events_per_s: first(rates.single),
    mqtt_pipelined_events_per_s: toFigure(median(rates.pipelined)),
    mqtt_batch_events_per_s: first(rates.batched),
  };
}

/** Events a second by MQTT; every one must be stored, once. */
async function byMqtt(bench: BenchSystem, way: Way, run: string, events: number, signal: AbortSignal): Promise<number> {
  const { mqttPort: port, token, packDir } = bench;
  const job: MqttJob = { ...way, port, token, packDir, run, events };
  const child = fork(join(import.meta.dirname, 'send-mqtt.ts'), [JSON.stringify(job)]);
  const { seconds } = await awaitResult<MqttSent>('the generator of publishes', child, signal);
  await bench.drained();
  await verifyStored(bench, run, events);
  return events / seconds;
}

async function byHttp(bench: BenchSystem, { batch, connections }: Way, run: string, events: number): Promise<number> {
  const { seconds } = await bench.send({ mode: 'full', run, events, batch, connections });
  await bench.drained();
  await verifyStored(bench, run, events);
  return events / seconds;
}
