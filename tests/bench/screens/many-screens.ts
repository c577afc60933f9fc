import { startBenchSystem, type BenchSystem } from '../bench-system.ts';
import type { BenchPorts, Figures, Measurement } from '../measurement.ts';
import { verifyRollUps, verifyStored } from '../path/verify-stored.ts';
import { spreadAll, toFigure } from '../quantiles.ts';
import { cpuSecondsOf, residentBytes } from '../../support/process-use.ts';
import { tallyQuantile } from './latency-tally.ts';
import { openScreens, type ScreenGroup, type Screens } from './run-screens.ts';

const ratePerS = 1_000;
const hz = 5;

/**
 * 1,000 screens at 5 Hz and 1,000 events/s. `screens_*`: at screens among the thousand, their own wait for a turn (up to
 * 200 ms) included; `screens_beside_*`: at two 50 Hz screens served beside the thousand, which is what the server adds.
 */
export const measurementScreens: Measurement = {
  name: 'screens',
  about: '1,000 screens at 5 Hz and 1,000 events/s',
  minutes: 3,
  run: async (ports) => {
    const { quick, signal } = ports;
    const bench = await startBenchSystem(ports);
    try {
      const many = quick ? 100 : 1_000;
      await bench.send({ mode: 'full', run: 'warm', events: quick ? 5_000 : 50_000, batch: 500, connections: 6 });
      await bench.drained();
      const { live } = bench.pids();
      const before = residentBytes(live) / 1_024;
      const groups: ScreenGroup[] = [
        { kind: 'draining', count: many - 4, hz },
        { kind: 'measured', count: 4, hz },
        { kind: 'measured', count: 2, hz: 50 },
      ];
      const screens = await openScreens(bench, groups, signal);
      try {
        const rounds: Figures[] = [];
        while (rounds.length < (quick ? 1 : 3))
          rounds.push(await measureRound(bench, screens, `many${rounds.length}`, ports));
        const kibEach = (residentBytes(live) / 1_024 - before) / many;
        await verifyRollUps(bench);
        return { ...spreadAll(rounds), screens_kib_each: toFigure(kibEach) };
      } finally {
        await screens.close();
      }
    } finally {
      await bench.stop();
    }
  },
};

async function measureRound(
  bench: BenchSystem,
  screens: Screens,
  run: string,
  { quick, say }: BenchPorts,
): Promise<Figures> {
  const { live } = bench.pids();
  const [seconds, warmS] = quick ? [5, 2] : [35, 5];
  const usedBefore = cpuSecondsOf(live);
  const startMs = performance.now();
  const { sent, seen } = await screens.run({ run, ratePerS, seconds, warmS });
  const figures: Record<string, number> = {
    screens_live_cpu: (cpuSecondsOf(live) - usedBefore) / ((performance.now() - startMs) / 1_000),
  };
  for (const { hz: at, tally, unseen } of seen) {
    const name = at === hz ? 'screens' : 'screens_beside';
    const [p50, p99] = [tallyQuantile(tally, 0.5), tallyQuantile(tally, 0.99)];
    Object.assign(figures, { [`${name}_p50_ms`]: p50, [`${name}_p99_ms`]: p99, [`${name}_unseen`]: unseen });
    say(`${run}, at ${at} Hz: p50 ${p50} ms, p99 ${p99} ms`);
  }
  await bench.drained();
  await verifyStored(bench, run, sent.accepted);
  return figures;
}
