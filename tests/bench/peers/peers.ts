import { cacheFolder } from '../../../infra/setup/folders.ts';
import { startBenchSystem, type BenchSystem } from '../bench-system.ts';
import type { BenchPorts, Figures, Measurement } from '../measurement.ts';
import { verifyStored } from '../path/verify-stored.ts';
import { spread } from '../quantiles.ts';
import { tallyQuantile } from '../screens/latency-tally.ts';
import { openScreens, type ScreenGroup } from '../screens/run-screens.ts';
import { installNodeRed, nodeRedVersion } from './install-node-red.ts';
import { startNodeRed, startRowWriter, type Peer } from './start-peer.ts';

/** Who takes part: ours without a peer. `openRates`: what it is asked for its latency at, which all of its kind survive. */
type Side = {
  readonly name: 'ours' | 'row_writer' | 'node_red';
  readonly peer?: Peer;
  readonly events: number;
  /** Events in one request: as many as it answers within the generator's patience of 15 s, however slow the disk. */
  readonly batch: number;
  readonly openRates: readonly number[];
};

/**
 * The same generator at our path, at a service that writes a row per transaction (as durable, as exact) and at Node-RED
 * (in memory: nothing survives it, nothing is counted once), in turns: events a second as fast as they are answered (ours
 * and the row writer's: until the last commit), and event due → socket with 20 screens.
 */
export const measurementPeers: Measurement = {
  name: 'peers',
  about: 'the same work by a row-per-transaction writer and by Node-RED (not durable)',
  minutes: 8,
  run: async (ports) => {
    const bench = await startBenchSystem(ports);
    const peers: Peer[] = [];
    try {
      const rowWriter = await startRowWriter(bench.databaseUrl);
      peers.push(rowWriter);
      ports.say(`fetching Node-RED ${nodeRedVersion} into the cache, unless it is there`);
      const folder = await installNodeRed(cacheFolder(process.env), ports.signal);
      const nodeRed = folder === undefined ? undefined : await startNodeRed(folder);
      if (nodeRed) peers.push(nodeRed);
      else ports.say('Node-RED could not be fetched; its figures are left out');
      const many = ports.quick ? 10_000 : 200_000;
      const sides: Side[] = [
        { name: 'ours', events: many, batch: 500, openRates: [300, 5_000] },
        { name: 'row_writer', peer: rowWriter, events: ports.quick ? 1_000 : 10_000, batch: 20, openRates: [300] },
        ...(nodeRed
          ? [{ name: 'node_red', peer: nodeRed, events: many, batch: 500, openRates: [300, 5_000] } as const]
          : []),
      ];
      return await measure(bench, sides, ports);
    } finally {
      for (const { stop } of peers) await stop();
      await bench.stop();
    }
  },
};

async function measure(bench: BenchSystem, sides: readonly Side[], ports: BenchPorts): Promise<Figures> {
  const found: Record<string, number[]> = {};
  const note = (name: string, value: number): void => void (found[name] ??= []).push(value);
  // Round 0 warms up.
  for (let round = -1; round < (ports.quick ? 1 : 3); round += 1) {
    const rates: Partial<Record<Side['name'], number>> = {};
    for (const side of sides) {
      const events = round < 0 ? Math.round(side.events / 5) : side.events;
      rates[side.name] = await measureRate(bench, side, `rate${round}-${side.name}`, events);
      ports.say(`round ${round + 1}, ${side.name}: ${Math.round(rates[side.name] ?? 0)} events/s`);
      if (round < 0) continue;
      note(`peers_per_s_${side.name}`, rates[side.name] ?? Number.NaN);
      for (const ratePerS of side.openRates) {
        const p99Ms = await measureLatency(
          bench,
          side,
          { run: `open${round}-${ratePerS}-${side.name}`, ratePerS },
          ports,
        );
        note(`peers_socket_p99_ms_at_${ratePerS}_${side.name}`, p99Ms);
        ports.say(`round ${round + 1}, ${side.name}: p99 ${p99Ms} ms at ${ratePerS} events/s`);
      }
    }
    if (round < 0) continue;
    note('durable_over_row_writer', (rates.ours ?? Number.NaN) / (rates.row_writer ?? Number.NaN));
    if (rates.node_red !== undefined)
      note('durable_over_node_red_in_memory', (rates.ours ?? Number.NaN) / rates.node_red);
  }
  return Object.assign({}, ...Object.entries(found).map(([name, values]) => spread(name, values))) as Figures;
}

async function measureRate(
  bench: BenchSystem,
  { name, peer, batch }: Side,
  run: string,
  events: number,
): Promise<number> {
  const url = peer && { url: peer.eventsUrl };
  const startMs = performance.now();
  const sent = await bench.send({ mode: 'full', run, events, batch, connections: 6, ...url });
  if (name === 'ours') await bench.drained();
  const seconds = name === 'ours' ? (performance.now() - startMs) / 1_000 : sent.seconds;
  if (name === 'ours') await verifyStored(bench, run, events);
  if (name === 'row_writer') await verifyStored(bench, run, events, 'peer.events');
  return events / seconds;
}

async function measureLatency(
  bench: BenchSystem,
  { name, peer }: Side,
  { run, ratePerS }: { readonly run: string; readonly ratePerS: number },
  { quick, signal }: BenchPorts,
): Promise<number> {
  const groups: ScreenGroup[] = [
    { kind: 'measured', count: 2, hz: 50 },
    { kind: 'draining', count: 18, hz: 50 },
  ];
  const screens = await openScreens(bench, groups, signal, peer);
  try {
    const [seconds, warmS] = quick ? [4, 1] : [15, 3];
    const { seen } = await screens.run({ run, ratePerS, seconds, warmS });
    if (name === 'ours') await bench.drained();
    return tallyQuantile(seen[0]?.tally ?? [], 0.99);
  } finally {
    await screens.close();
  }
}
