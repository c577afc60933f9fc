import { startBenchSystem, type BenchSystem } from '../bench-system.ts';
import type { BenchPorts, Measurement } from '../measurement.ts';
import { verifyStored } from '../path/verify-stored.ts';
import { residentBytes } from '../../support/process-use.ts';
import { median, spread, toFigure } from '../quantiles.ts';
import { tallyQuantile } from './latency-tally.ts';
import { openScreens } from './run-screens.ts';

/** All at the rate that is hardest on the server; the stalled ones take part in every turn of the healthy. */
const hz = 50;
const ratePerS = 2_000;

/** p99 of healthy screens with 5 % of screens that never read, over without, in turns; and what a stalled one costs in memory. */
export const measurementSlow: Measurement = {
  name: 'slow',
  about: 'what screens that never read do to the others: p99 with 5 % of them, over without',
  minutes: 8,
  run: async (ports) => {
    const bench = await startBenchSystem(ports);
    try {
      const healthy = ports.quick ? 40 : 200;
      const stalled = Math.round(healthy * 0.05);
      await bench.send({ mode: 'full', run: 'warm', events: 5_000, batch: 500, connections: 6 });
      await bench.drained();
      const effects: number[] = [];
      const kib: number[] = [];
      for (let round = 0; round < (ports.quick ? 1 : 4); round += 1) {
        const without = await runWith(bench, `alone${round}`, { healthy, stalled: 0 }, ports);
        const beside = await runWith(bench, `beside${round}`, { healthy, stalled }, ports);
        effects.push(beside.p99Ms / without.p99Ms);
        kib.push((beside.peakKib - without.peakKib) / stalled);
        ports.say(`round ${round + 1}: p99 ${without.p99Ms} ms without, ${beside.p99Ms} ms beside ${stalled} stalled`);
      }
      return { ...spread('slow_screen_effect', effects), slow_screen_kib_each: toFigure(median(kib)) };
    } finally {
      await bench.stop();
    }
  },
};

async function runWith(
  bench: BenchSystem,
  run: string,
  { healthy, stalled }: { readonly healthy: number; readonly stalled: number },
  { quick, signal }: BenchPorts,
): Promise<{ readonly p99Ms: number; readonly peakKib: number }> {
  const screens = await openScreens(
    bench,
    [
      { kind: 'draining', count: healthy - 4, hz },
      { kind: 'measured', count: 4, hz },
      { kind: 'stalled', count: stalled, hz },
    ],
    signal,
  );
  const { live } = bench.pids();
  let peakKib = 0;
  const looking = setInterval(() => (peakKib = Math.max(peakKib, residentBytes(live) / 1_024)), 500);
  try {
    // Counted from when the kernel's buffers of those that do not read are full.
    const [seconds, warmS] = quick ? [5, 2] : [45, 12];
    const { sent, seen } = await screens.run({ run, ratePerS, seconds, warmS });
    await bench.drained();
    await verifyStored(bench, run, sent.accepted);
    const tally = seen[0]?.tally ?? [];
    if (seen.some(({ unseen }) => unseen > 0)) throw new Error(`${run}: healthy screens did not see everything`);
    return { p99Ms: tallyQuantile(tally, 0.99), peakKib };
  } finally {
    clearInterval(looking);
    await screens.close();
  }
}
