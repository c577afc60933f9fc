import { startBenchSystem, type BenchSystem } from '../bench-system.ts';
import type { BenchPorts, Figures, Measurement } from '../measurement.ts';
import { probeFlush } from '../path/probe-flush.ts';
import { verifyRollUps, verifyStored } from '../path/verify-stored.ts';
import { quantile, spread } from '../quantiles.ts';
import { tallyQuantile } from './latency-tally.ts';
import { openScreens, type ScreenGroup, type Seen } from './run-screens.ts';
import { readWallHz } from './wall-rate.ts';

/** The soonest a screen may ask to be told: what the path takes, with next to no waiting for a turn. */
const soonestHz = 50;
const rates = [1_000, 5_000, 20_000] as const;

/**
 * From when an event was due at its source to its arrival at a screen's socket, with 100 screens. `socket_*`: at screens
 * that ask for 50 Hz among screens at the wall's rate; `wall_*`: at screens that ask for the wall's rate, their wait for a
 * turn included; `socket50_*`: with all hundred at 50 Hz, at the highest rate. In turns.
 */
export const measurementSocket: Measurement = {
  name: 'socket',
  about: 'event due → screen’s socket, 100 screens, at 1,000, 5,000 and 20,000 events/s',
  minutes: 9,
  run: async (ports) => {
    const bench = await startBenchSystem(ports);
    try {
      return await measure(bench, ports);
    } finally {
      await bench.stop();
    }
  },
};

/** A hundred screens of which two of each named rate are measured; the others are at the last one. */
function hundred(hzs: readonly number[], quick: boolean): ScreenGroup[] {
  const count = quick ? 20 : 100;
  const measured = hzs.map((hz) => ({ kind: 'measured' as const, count: 2, hz }));
  return [...measured, { kind: 'draining', count: count - 2 * hzs.length, hz: hzs.at(-1) ?? soonestHz }];
}

async function measure(bench: BenchSystem, ports: BenchPorts): Promise<Figures> {
  const { quick, say, signal } = ports;
  const wallHz = readWallHz();
  const [seconds, warmS, rounds] = quick ? [4, 1, 1] : [25, 5, 3];
  const found = new Map<string, number[]>();
  const note = (name: string, value: number): void => void found.set(name, [...(found.get(name) ?? []), value]);

  const runOne = async (round: number, ratePerS: number, isAllSoonest: boolean): Promise<void> => {
    const hzs = isAllSoonest || wallHz === soonestHz ? [soonestHz] : [soonestHz, wallHz];
    const screens = await openScreens(bench, hundred(hzs, quick), signal);
    const run = `open${round}-${ratePerS}${isAllSoonest ? '-50' : ''}`;
    try {
      const { sent, seen } = await screens.run({ run, ratePerS, seconds, warmS });
      for (const group of seen) {
        const name = isAllSoonest ? 'socket50' : group.hz === soonestHz ? 'socket' : 'wall';
        noteSeen(note, name, ratePerS, group);
      }
      if (!isAllSoonest) note(`ack_p99_ms_at_${ratePerS}`, sent.ackP99Ms);
      say(
        `round ${round + 1}, ${ratePerS} events/s${isAllSoonest ? ', all at 50 Hz' : ''}: ${seen.map(describe).join('; ')}`,
      );
      await bench.drained();
      await verifyStored(bench, run, sent.accepted);
    } finally {
      await screens.close();
    }
  };

  await bench.send({ mode: 'full', run: 'warm', events: quick ? 5_000 : 100_000, batch: 500, connections: 6 });
  await bench.drained();
  for (let round = 0; round < rounds; round += 1) {
    const flushes = await probeFlush(bench.system.nats, quick ? 1 : 5, signal);
    note('limit_flush_p50_ms', quantile(flushes, 0.5));
    note('limit_flush_p99_ms', quantile(flushes, 0.99));
    for (const ratePerS of rates) await runOne(round, ratePerS, false);
    await runOne(round, rates[2], true);
  }
  say('counting everything again');
  await verifyRollUps(bench);
  return Object.assign({ wall_hz: wallHz }, ...[...found].map(([name, values]) => spread(name, values))) as Figures;
}

function noteSeen(note: (name: string, value: number) => void, name: string, ratePerS: number, seen: Seen): void {
  note(`${name}_p50_ms_at_${ratePerS}`, tallyQuantile(seen.tally, 0.5));
  note(`${name}_p99_ms_at_${ratePerS}`, tallyQuantile(seen.tally, 0.99));
  note(`${name}_unseen_at_${ratePerS}`, seen.unseen);
}

function describe({ hz, tally, unseen }: Seen): string {
  const lost = unseen > 0 ? `, ${unseen} not seen in time` : '';
  return `${hz} Hz p50 ${tallyQuantile(tally, 0.5)} ms, p99 ${tallyQuantile(tally, 0.99)} ms${lost}`;
}
