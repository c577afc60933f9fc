import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { measureMonths, measureQueues } from '#shared/forecast/ask/measure-world.ts';
import type { ForecastError } from '#shared/forecast/measure/errors.ts';
import { readLedger } from '#shared/kpi/ask/read-ledger.ts';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { startServers } from '../../../infra/servers/start-servers.ts';
import { cacheFolder, PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { migrate, readMigrations } from '../../../infra/setup/migrate.ts';
import { deleteThrowawayFolder, makeThrowawayFolder } from '../../../infra/setup/throwaway-folder.ts';
import { importAtFirstStart } from '../../../stream/office/registry/first-import.ts';
import { simulateQueues } from '../../support/simulate-queues.ts';
import type { BenchPorts, Figures, Measurement } from '../measurement.ts';
import { openWriter } from '../scale/write-first-day.ts';
import { tryRealWaits } from './real-waits.ts';

/** Constants of the model were chosen on another seed. */
const seed = 'held out';
const firstDay = '2026-08-03';
const sizes = { whole: { days: 63, measured: 21 }, quick: { days: 21, measured: 5 } };
const kinds = ['ticket', 'counter', 'feedback', 'record', 'call', 'chat'];
const sample = join(PROJECT_DIR, '../shared/data/queues/massachusetts_rmv_wait_times_2015.csv');

/**
 * Simulated weeks of the six-unit city, written by the writer's own code and forecast once more from their roll-ups,
 * against the same hour a week before; and four real days of waits in thirty offices, where they lie beside the project.
 */
export const forecast: Measurement = {
  name: 'forecast',
  about: 'forecasts of queues and KPIs against “same hour last week” and “value so far”',
  minutes: 3,
  run: async (ports) => ({ ...(await trySimulated(ports)), ...(await tryReal(ports)) }),
};

async function trySimulated({ say, signal, quick }: BenchPorts): Promise<Figures> {
  const dataDir = await makeThrowawayFolder();
  // PostgreSQL alone: a named server is not started.
  const env = { NATS_URL: 'none', REDIS_URL: 'none' };
  const server = { dataDir, cacheDir: cacheFolder(process.env), env, report: () => undefined, throwaway: true, signal };
  const servers = await startServers(server);
  const pool = new pg.Pool({ connectionString: servers.databaseUrl, max: 1, types: pgTypes });
  try {
    await migrate(servers.databaseUrl, readMigrations(join(PROJECT_DIR, 'infra/sql')));
    await importAtFirstStart(pool, join(PROJECT_DIR, 'tests/support/cities/six-unit'), {
      log: createLog('bench', 'silent'),
      now: new Date('2026-07-01T00:00:00Z'),
    });
    const { days, measured } = quick ? sizes.quick : sizes.whole;
    await writeWeeks(servers.databaseUrl, days, { say, signal });
    const nowMs = Date.parse(`${firstDay}T00:00:00+07:00`) + days * 86_400_000;
    const asked = { world: 'live', nowMs, ledger: await readLedger(pool, 'live') };
    say(`  queues of the last ${String(measured)} days, every half hour`);
    const queues = await measureQueues(pool, { ...asked, days: measured });
    const months = await measureMonths(pool, { ...asked, days }, { subject: { kind: 'city' } });
    for (const error of months) say(`  ${sayError(error)}`);
    for (const error of queues) if (error.subject !== '') say(`  ${sayError(error)}`);
    return { ...figuresOf('forecast', queues), ...monthFigures(months) };
  } finally {
    await pool.end();
    await servers.stop();
    await deleteThrowawayFolder(dataDir);
  }
}

async function writeWeeks(
  databaseUrl: string,
  days: number,
  { say, signal }: Pick<BenchPorts, 'say' | 'signal'>,
): Promise<void> {
  say(`  ${String(days)} days of six units, simulated and counted`);
  const events = simulateQueues({ seed, day: firstDay, days, kinds });
  signal.throwIfAborted();
  const client = new pg.Client({ connectionString: databaseUrl, types: pgTypes });
  await client.connect();
  try {
    await (await openWriter(client)).write(events);
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
  say(`  ${String(events.length)} events`);
}

async function tryReal({ say }: BenchPorts): Promise<Figures> {
  if (!existsSync(sample)) {
    say('  the four real days of waits are not beside the project: left out');
    return {};
  }
  const errors = await tryRealWaits(sample);
  for (const error of errors) if (error.subject === '') say(`  real: ${sayError(error)}`);
  return figuresOf('forecast_real', errors);
}

/** Mean errors over all horizons and each, of all places together. */
function figuresOf(prefix: string, errors: readonly ForecastError[]): Figures {
  const figures: Record<string, number> = {};
  const all = errors.filter(({ subject }) => subject === '');
  for (const [what, kind, unit, suffix] of [
    ['wait', 'queue-wait', 60_000, '_min'],
    ['length', 'queue-length', 1, ''],
  ] as const) {
    const own = all.filter((error) => error.kind === kind);
    const n = own.reduce((sum, error) => sum + error.n, 0);
    if (n === 0) continue;
    const mean = (of: (error: ForecastError) => number): number =>
      own.reduce((sum, error) => sum + of(error) * error.n, 0) / n;
    const [mae, naive] = [mean((error) => error.mae), mean((error) => error.maeNaive)];
    figures[`${prefix}_${what}_mae${suffix}`] = round(mae / unit);
    figures[`${prefix}_${what}_mae_naive${suffix}`] = round(naive / unit);
    // The waits are what people ask about: theirs is the ratio.
    figures[what === 'wait' ? `${prefix}_over_naive` : `${prefix}_length_over_naive`] = round(mae / naive);
    for (const error of own) {
      figures[`${prefix}_${what}_over_naive_at_${String(error.horizon)}`] = round(error.mae / error.maeNaive);
    }
    figures[`${prefix}_${what}_wins_share`] = round(own.reduce((sum, { wins }) => sum + wins, 0) / n);
    figures[`${prefix}_${what}_losses_share`] = round(own.reduce((sum, { losses }) => sum + losses, 0) / n);
    const inside = own.reduce((sum, error) => sum + (error.inside ?? NaN), 0);
    if (Number.isFinite(inside)) figures[`${prefix}_${what}_inside_share`] = round(inside / n);
  }
  return figures;
}

/** KPIs have units of their own: told is in how many, and by how much of the naive error in the middle. */
function monthFigures(months: readonly ForecastError[]): Figures {
  const ratios = months.filter(({ maeNaive }) => maeNaive > 0).map(({ mae, maeNaive }) => mae / maeNaive);
  if (ratios.length === 0) return {};
  const sorted = ratios.sort((one, other) => one - other);
  return {
    forecast_kpi_over_naive_median: round(sorted[Math.floor(sorted.length / 2)] ?? NaN),
    forecast_kpi_wins_share: round(ratios.filter((ratio) => ratio < 1).length / ratios.length),
  };
}

function sayError({ kind, subject, horizon, mae, maeNaive, n }: ForecastError): string {
  const verdict = mae < maeNaive ? '' : ': the naive one is better';
  return `${kind} ${subject} at ${String(horizon)}: ${mae.toPrecision(3)}, naive ${maeNaive.toPrecision(3)} (${String(n)})${verdict}`;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
