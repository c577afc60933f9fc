import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '#shared/kpi/ledger/days.ts';
import { recount } from '#shared/store/recount.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import type { Sent } from '../../../ingest/senders/simulator/sending/send-city.ts';
import { awaitResult } from '../await-result.ts';
import { startBenchSystem, type BenchSystem } from '../bench-system.ts';
import type { BenchPorts, Figures, Measurement } from '../measurement.ts';
import { cityComparisons } from './comparisons.ts';

const run = 'bench';
const world = `sim:${run}`;
const speed = 500;
const day = '2026-11-23';

/**
 * The whole of Hanoi, simulated at ×500 through the door as its sources would send it: a day, `--days` of them, or in a
 * quick run the first hour of a Monday's work. Nothing may be refused; what is stored must be what was accepted; all is
 * counted again at the end, the roll-ups by the recount and the KPIs in SQL.
 */
export const city: Measurement = {
  name: 'city',
  about: `Hanoi simulated at ×${speed}, every source with its key, counted again at the end`,
  minutes: 5,
  run: async (ports) => {
    const bench = await startBenchSystem(ports);
    try {
      return await measure(bench, ports);
    } finally {
      await bench.stop();
    }
  },
};

async function measure(bench: BenchSystem, { say, quick, days = 1, signal }: BenchPorts): Promise<Figures> {
  const span = quick ? ['--from', '08:00', '--days', String(1 / 24)] : ['--days', String(days)];
  const worldS = quick ? 3_600 : days * 86_400;
  const startMs = performance.now();
  const sent = await simulate(bench, span, signal);
  await bench.drained();
  const tookS = (performance.now() - startMs) / 1_000;
  say(`  ${sent.accepted} events in ${tookS.toFixed(0)} s`);
  if (sent.refused > 0) throw new Error(`${sent.refused} events of the city were refused`);
  const stored = await countStored(bench);
  if (stored !== sent.accepted) throw new Error(`accepted ${sent.accepted}, stored ${stored}`);
  const counted = await recount(bench.database, civilCalendar('Asia/Ho_Chi_Minh'));
  if (counted.different > 0)
    throw new Error(`${counted.different} roll-up rows are wrong: ${JSON.stringify(counted.differences[0])}`);
  let figures: Figures = {
    city_events: sent.accepted,
    city_events_per_s: Math.round(sent.accepted / tookS),
    city_speed_reached: Math.round(worldS / tookS),
    city_refused: sent.refused,
    city_recount_rows: counted.rows,
    city_recount_differences: counted.different,
  };
  const simulated = { world, from: day, to: addDays(day, Math.ceil(quick ? 1 : days)) };
  for (const { name, compare } of cityComparisons) {
    say(`  ${name}`);
    figures = { ...figures, ...(await compare(bench, simulated)) };
  }
  return figures;
}

/** Runs the simulator to its end, as the command line would. */
async function simulate(bench: BenchSystem, span: readonly string[], signal: AbortSignal): Promise<Sent> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vonglau-bench-city-'));
  const { system, natsUrl, databaseUrl, redisUrl, packDir } = bench;
  try {
    const child = fork(
      join(PROJECT_DIR, 'ingest/senders/simulator/main.ts'),
      ['--city', packDir, '--data', dataDir, '--run', run, '--day', day, '--speed', String(speed), ...span],
      {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        env: {
          ...{ NATS_URL: natsUrl, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl },
          ...{ INGEST_URL: system.ingestUrl, PUBLIC_ORIGIN: system.publicUrl },
          ...{ VONGLAU_CITY: system.city, VONGLAU_DATA: system.dataDir },
        },
      },
    );
    return await awaitResult<Sent>('the simulator', child, signal);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function countStored(bench: BenchSystem): Promise<number> {
  const { rows } = await bench.database.query<{ n: number }>(
    "SELECT count(DISTINCT (source, id)) AS n FROM events WHERE world = $1 AND type <> 'clock.tick'",
    [world],
  );
  return rows[0]?.n ?? 0;
}
