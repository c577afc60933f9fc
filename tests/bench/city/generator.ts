import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { awaitResult } from '../await-result.ts';
import type { Measurement } from '../measurement.ts';
import type { Generated, GenerateJob } from './generate.ts';

/** How fast the simulated city is made and sent when what it is sent to takes all at once: the most it can ever load. */
export const generator: Measurement = {
  name: 'generator',
  about: 'the simulated city alone, as fast as it goes, to a door that keeps nothing',
  minutes: 1,
  run: async ({ say, quick, days = 1, profileDir, signal }) => {
    const sink = fork(join(import.meta.dirname, 'sink.ts'));
    try {
      const [port] = (await once(sink, 'message', { signal })) as [number];
      const job: GenerateJob = {
        url: `http://127.0.0.1:${port}/`,
        packDir: join(PROJECT_DIR, 'infra/localities/hanoi'),
        ...{ day: '2026-11-23', days: quick ? 1 / 24 : days },
      };
      const execArgv = profileDir === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
      const child = fork(join(import.meta.dirname, 'generate.ts'), [JSON.stringify(job)], { execArgv });
      const { accepted, seconds, cpuS } = await awaitResult<Generated>('the simulated city', child, signal);
      say(`  ${accepted} events in ${seconds.toFixed(1)} s`);
      return {
        generator_events: accepted,
        generator_per_s: Math.round(accepted / seconds),
        generator_cpu_us_per_event: Math.round((cpuS * 1e8) / accepted) / 100,
      };
    } finally {
      sink.disconnect();
    }
  },
};
