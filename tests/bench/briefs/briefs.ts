import { join } from 'node:path';
import pg from 'pg';
import { drawUpBrief } from '#shared/brief/ask/draw-up-brief.ts';
import { verifyBrief } from '#shared/brief/ask/verify-brief.ts';
import { addDays, type Days } from '#shared/kpi/ledger/days.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { insertBrief } from '#shared/store/briefs.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { startServers } from '../../../infra/servers/start-servers.ts';
import { cacheFolder, PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { migrate, readMigrations } from '../../../infra/setup/migrate.ts';
import { deleteThrowawayFolder, makeThrowawayFolder } from '../../../infra/setup/throwaway-folder.ts';
import { importAtFirstStart } from '../../../stream/office/registry/first-import.ts';
import type { BenchPorts, Figures, Measurement } from '../measurement.ts';
import { openWriter } from '../scale/write-first-day.ts';
import { checkBrief } from './check-brief.ts';
import { simulateDay } from './simulate-day.ts';

const firstDay = '2026-09-07';
const twoMonths = 61;
const name = { vi: 'Bản tin', en: 'Brief' };

/**
 * Two simulated months with known truth and ten briefs of them: each figure against SQL written by hand over the raw events, and
 * each brief worked out again at its cut. Six units, or with `--days N` so many days of Hanoi.
 */
export const briefs: Measurement = {
  name: 'briefs',
  about: 'ten briefs of two simulated months: every figure recounted in SQL, every brief worked out again',
  minutes: 6,
  run: async (ports) => {
    const dataDir = await makeThrowawayFolder();
    // PostgreSQL alone: a named server is not started.
    const env = { NATS_URL: 'none', REDIS_URL: 'none' };
    const server = { dataDir, cacheDir: cacheFolder(process.env), env, report: () => undefined, throwaway: true };
    const servers = await startServers({ ...server, signal: ports.signal });
    const pool = new pg.Pool({ connectionString: servers.databaseUrl, max: 2, types: pgTypes });
    const client = new pg.Client({ connectionString: servers.databaseUrl, types: pgTypes });
    try {
      await migrate(servers.databaseUrl, readMigrations(join(PROJECT_DIR, 'infra/sql')));
      await client.connect();
      return await checkMonths(pool, client, ports);
    } finally {
      await client.end();
      await pool.end();
      await servers.stop();
      await deleteThrowawayFolder(dataDir);
    }
  },
};

/** Writes the months into an empty database, draws up the briefs and checks them; throws at the first figure that is another. */
export async function checkMonths(
  pool: pg.Pool,
  client: pg.Client,
  { say, signal, quick, days }: Pick<BenchPorts, 'say' | 'signal' | 'quick' | 'days'>,
): Promise<Figures> {
  const packDir = join(PROJECT_DIR, days === undefined ? 'tests/support/cities/six-unit' : 'infra/localities/hanoi');
  await importAtFirstStart(pool, packDir, { log: createLog('bench', 'silent'), now: new Date('2026-07-01T00:00:00Z') });
  const pack = loadPack(packDir);
  const length = days ?? (quick ? 10 : twoMonths);
  const writer = await openWriter(client);
  let [events, writeMs] = [0, 0];
  const simulateFromMs = performance.now();
  for (let at = 0; at < length; at += 1) {
    signal.throwIfAborted();
    const day = simulateDay(pack, addDays(firstDay, at));
    writeMs += await writer.write(day);
    events += day.length;
  }
  const simulateMs = performance.now() - simulateFromMs - writeMs;
  await insertAnswers(client);
  await client.query('ANALYZE');
  say(`  ${String(events)} events of ${String(length)} days of ${pack.code}`);
  const { startOf } = civilCalendar(pack.timeZone);
  const [issueMs, verifyMs]: [number[], number[]] = [[], []];
  let [figures, counted] = [0, 0];
  for (const [period, span] of choose(length, quick ? 3 : 10)) {
    signal.throwIfAborted();
    const startMs = performance.now();
    const wish = {
      world: 'live',
      period: { id: period, name },
      days: span,
      issuedAtMs: startOf(span.to) + 7 * 3_600_000,
    };
    const drawn = await inSnapshot(pool, (sql) => drawUpBrief(sql, { ...wish, realNow: new Date() }));
    const id = await insertBrief(pool, drawn, { by: 'bench', at: new Date() });
    issueMs.push(performance.now() - startMs);
    figures += await checkBrief(client, drawn.brief);
    const verifyFromMs = performance.now();
    const proof = await verifyBrief(client, id ?? 0);
    verifyMs.push(performance.now() - verifyFromMs);
    counted += proof.events;
    if (!proof.isSame || !proof.isUntouched) {
      throw new Error(
        `brief ${String(id)} (${span.from}) is another when worked out again: ${JSON.stringify(proof.differences[0])}`,
      );
    }
    say(
      `  ${period} ${span.from}: ${String(figures)} figures right so far, worked out again from ${String(proof.events)} events`,
    );
  }
  const sum = (all: readonly number[]): number => all.reduce((total, ms) => total + ms, 0);
  return {
    briefs_events: events,
    briefs_simulate_ms_per_day: Math.round(simulateMs / length),
    briefs_write_events_per_s: Math.round((events * 1_000) / writeMs),
    briefs_checked: issueMs.length,
    briefs_figures_recounted: figures,
    briefs_differences: 0,
    briefs_issue_ms_mean: Math.round(sum(issueMs) / issueMs.length),
    briefs_verify_events_per_s: Math.round((counted * 1_000) / sum(verifyMs)),
  };
}

/** What each unit says of each month to three of its figures; of every fifth it takes back what it said. */
async function insertAnswers(client: pg.Client): Promise<void> {
  await client.query(
    `INSERT INTO unit_answers (world, unit, kpi, period_from, period_to, kind, text, by, at, withdrawn_by, withdrawn_at)
     SELECT 'live', code, kpi, month::date, (month + interval '1 month')::date, 'note', 'Thiếu người', 'account:' || code, month,
       CASE WHEN n % 5 = 0 THEN 'account:' || code END, CASE WHEN n % 5 = 0 THEN month END
     FROM (SELECT code, row_number() OVER (ORDER BY code) AS n FROM (SELECT DISTINCT code FROM units) u) u,
       unnest('{full_process_share,online_share,on_time_share}'::text[]) AS kpi,
       generate_series(timestamp '2026-09-01', timestamp '2026-11-01', interval '1 month') AS month`,
  );
}

/** Days spread over all of them, each fifth a whole week, none twice. */
function choose(length: number, count: number): [string, Days][] {
  const chosen = new Map<string, [string, Days]>();
  for (let nr = 1; nr <= count; nr += 1) {
    const at = Math.floor((nr * (length - 1)) / count);
    const monday = addDays(firstDay, Math.floor(Math.max(0, at - 6) / 7) * 7);
    const isWeek = nr % 5 === 0 && length >= 7;
    const from = isWeek ? monday : addDays(firstDay, at);
    const span = { from, to: addDays(from, isWeek ? 7 : 1) };
    chosen.set(`${span.from} ${span.to}`, [isWeek ? 'week' : 'day', span]);
  }
  return [...chosen.values()];
}
