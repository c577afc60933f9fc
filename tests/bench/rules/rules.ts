import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { loadPack } from '#shared/locality/load-pack.ts';
import { ruleCityOf } from '#shared/rules/city.ts';
import { backTest } from '#shared/rules/past/back-test.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { cpuSecondsOf } from '../../support/process-use.ts';
import type { Figures, Measurement } from '../measurement.ts';
import { createProgressBar } from '../scale/progress-bar.ts';
import { fillPast } from './fill-past.ts';
import { openPastDatabase } from './past-database.ts';

const wholeDays = 30;
const quickDays = 2;

/**
 * A back-test of all of Hanoi's rules over thirty of its busiest days, and how much of their events had to be looked at one by
 * one. What comes of it is the same as if all had been; that is shown by tests/integration/rules.
 */
export const rules: Measurement = {
  name: 'rules',
  about: 'back-test of all rules over thirty days of Hanoi (kept in the cache folder, about 15 GB)',
  minutes: 15,
  run: async ({ say, signal, quick, days: daysAsked }): Promise<Figures> => {
    const pack = loadPack(join(PROJECT_DIR, quick ? 'tests/support/cities/six-unit' : 'infra/localities/hanoi'));
    const { rules: judged } = loadPack(join(PROJECT_DIR, 'infra/localities/hanoi'));
    const days = daysAsked ?? (quick ? quickDays : wholeDays);
    const past = await openPastDatabase(process.env, quick ? 'quick' : 'hanoi');
    try {
      const span = await fillPast(past.pool, { pack, days }, { say, signal });
      const { rows } = await past.pool.query<{ events: number }>(
        'SELECT sum(reltuples)::bigint AS events FROM pg_class WHERE oid = ANY(SELECT show_chunks($$events$$))',
      );
      say(`  ${judged.length} rules over ${days} days`);
      const bar = createProgressBar('hours', days * 24, say);
      const startMs = performance.now();
      const startCpu = process.cpuUsage();
      const server = await serverOf(past.pool);
      const startServerS = cpuSecondsOf(server);
      const test = await backTest(past.pool, {
        ...{ world: 'live', rules: judged, city: ruleCityOf(pack), ...span },
        onProgress: bar,
      });
      const seconds = (performance.now() - startMs) / 1_000;
      const cpu = process.cpuUsage(startCpu);
      return {
        rules_back_test_days: days,
        rules_back_test_s: Math.round(seconds * 10) / 10,
        rules_back_test_our_cpu_s: Math.round((cpu.user + cpu.system) / 1e5) / 10,
        rules_back_test_database_cpu_s: Math.round((cpuSecondsOf(server) - startServerS) * 10) / 10,
        rules_back_test_events_kept: rows[0]?.events ?? 0,
        rules_back_test_events_asked: test.events,
        rules_back_test_events_judged: test.judged,
        rules_back_test_announced_a_day: Math.round(test.load.perDay * 10) / 10,
      };
    } finally {
      await past.stop();
    }
  },
};

/** The process of a database's server: its backends' parent, which is told their times when they end. */
async function serverOf(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const status = readFileSync(`/proc/${String(rows[0]?.pid)}/status`, 'utf8');
  return Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]);
}
