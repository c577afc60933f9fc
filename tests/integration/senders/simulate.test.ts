import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { findType } from '#shared/events/catalogue.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import type { NumberedEvent } from '../../../ingest/senders/simulator/engine/simulation.ts';
import { createTestDatabase, randomCity } from '../../support/database.ts';
import { simulateCity, sumBy } from '../../support/simulate-parts.ts';
import { startSystem, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

/*
 * The tally to compare with is the simulator's own: the same seed, made again here without a door, a log or a database.
 */
describe('a simulated week', () => {
  const days = 7;
  const heartbeatS = 1_800;
  const city = randomCity();
  const dir = mkdtempSync(join(tmpdir(), 'vonglau-simulate-'));
  let system: System;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let sql: pg.Client;
  let events: NumberedEvent[];

  beforeAll(async () => {
    database = await createTestDatabase();
    const { natsUrl, redisUrl } = inject('servers');
    system = await startSystem({
      ...{ natsUrl, redisUrl, city, databaseUrl: database.databaseUrl },
      processes: ['office', 'writer', 'ingest'],
      env: { EVENTS_MAX_BYTES: String(256 * 2 ** 20) },
    });
    sql = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
    await sql.connect();
    events = simulateCity({ days, heartbeatS });
  });
  afterAll(async () => {
    await sql.end();
    await system.stop();
    await database.drop();
    rmSync(dir, { recursive: true, force: true });
  });

  const start = (...more: string[]): ChildProcess => {
    const { natsUrl, redisUrl } = inject('servers');
    return spawn(
      process.execPath,
      [
        ...['ingest/senders/simulator/main.ts', '--city', 'tests/support/cities/six-unit', '--data', dir],
        ...['--run', 'week', '--day', '2026-11-23', '--days', String(days), '--seed', 'a test'],
        ...['--heartbeat-s', String(heartbeatS), ...more],
      ],
      {
        env: {
          ...{ NATS_URL: natsUrl, DATABASE_URL: database.databaseUrl, REDIS_URL: redisUrl },
          ...{ INGEST_URL: system.ingestUrl, PUBLIC_ORIGIN: system.publicUrl, VONGLAU_CITY: city },
          VONGLAU_DATA: system.dataDir,
        },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
  };
  const stateFile = join(dir, 'simulations', 'week.json');
  const middleMs = Date.parse('2026-11-24T10:00:00+07:00');
  const readState = (): { sentThroughMs: number; done: boolean; tokens: Record<string, string> } =>
    existsSync(stateFile)
      ? (JSON.parse(readFileSync(stateFile, 'utf8')) as ReturnType<typeof readState>)
      : { sentThroughMs: 0, done: false, tokens: {} };
  const stored = async (): Promise<number> => {
    const { rows } = await sql.query<{ n: number }>(
      "SELECT count(*) AS n FROM events WHERE world = 'sim:week' AND type <> 'clock.tick'",
    );
    return rows[0]?.n ?? 0;
  };

  it('is counted to the last event, though its sender was killed half-way', { timeout: 480_000 }, async () => {
    const killed = start('--speed', '20000');
    await waitFor('the second day to be sent', () => Promise.resolve(readState().sentThroughMs > middleMs), 120_000);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const { done, tokens } = readState();
    expect(done).toBe(false);
    expect(statSync(stateFile).mode & 0o777).toBe(0o600);
    // A source each, as in life: two operators of parking and ten others.
    expect(Object.keys(tokens)).toHaveLength(12);

    const finished = start('--rate', '20000');
    await once(finished, 'exit');
    expect(finished.exitCode).toBe(0);
    await waitFor('the rest to be stored', async () => (await stored()) >= events.length, 120_000);

    const { rows } = await sql.query<{ type: string; n: number }>(
      "SELECT type, count(*) AS n FROM events WHERE world = 'sim:week' AND type <> 'clock.tick' GROUP BY type",
    );
    expect(Object.fromEntries(rows.map(({ type, n }) => [type, n]))).toEqual(sumBy(events, ({ type }) => type));
  });

  it('was refused nowhere, and the clock never went back', async () => {
    const { rows: receipts } = await sql.query(
      "SELECT sum(counted)::bigint AS counted, sum(conflicts)::bigint AS conflicts, sum(poison)::bigint AS poison FROM receipts WHERE world = 'sim:week' AND source LIKE 'urn:vonglau:sim:week:%'",
    );
    expect(receipts).toEqual([{ counted: events.length, conflicts: 0, poison: 0 }]);
    const { rows: ticks } = await sql.query(
      "SELECT count(*) AS back FROM (SELECT time - lag(time) OVER (ORDER BY seq, idx) AS step FROM events WHERE world = 'sim:week' AND type = 'clock.tick') AS steps WHERE step < interval '0'",
    );
    expect(ticks).toEqual([{ back: 0 }]);
  });

  it('has every number of every asset and source, without a gap', async () => {
    const { rows } = await sql.query(
      "SELECT source, asset FROM events WHERE world = 'sim:week' AND type <> 'clock.tick' GROUP BY source, asset HAVING count(*) <> max(sequence) + 1 OR min(sequence) <> 0",
    );
    expect(rows).toEqual([]);
  });

  it('took the money that was paid, to the đồng, by method and place, and it was settled', async () => {
    const amount = ({ data }: NumberedEvent): number => Number(data.amountVnd);
    const method = (type: string) => (event: NumberedEvent) =>
      event.type === type ? String(event.data.method) : undefined;
    const asset = (type: string) => (event: NumberedEvent) => (event.type === type ? event.asset : undefined);
    const byMethod = async (metric: string): Promise<Record<string, number>> => {
      const { rows } = await sql.query<{ dim: string; sum: number }>(
        "SELECT dim, sum(sum)::bigint AS sum FROM rollup_day WHERE world = 'sim:week' AND metric = $1 AND unit = '' AND dim LIKE 'method=%' GROUP BY dim",
        [metric],
      );
      return Object.fromEntries(rows.map(({ dim, sum }) => [dim.slice('method='.length), sum]));
    };
    expect(await byMethod('parking.paid_vnd')).toEqual(sumBy(events, method('parking.paid'), amount));
    expect(await byMethod('parking.settled_vnd')).toEqual(sumBy(events, method('parking.settled'), amount));
    expect(await byMethod('record.paid_vnd')).toEqual(sumBy(events, method('record.paid'), amount));
    const { rows } = await sql.query<{ scope: string; sum: number }>(
      "SELECT scope, sum(sum)::bigint AS sum FROM rollup_hour WHERE world = 'sim:week' AND metric = 'parking.paid_vnd' AND scope <> '' AND dim = '' GROUP BY scope",
    );
    expect(Object.fromEntries(rows.map(({ scope, sum }) => [scope, sum]))).toEqual(
      sumBy(events, asset('parking.paid'), amount),
    );
  });

  it('has in its roll-ups what its events measure, metric by metric', async () => {
    const measured = events.flatMap(
      (event) => findType(event.type)?.type.measure(event as unknown as AcceptedEvent) ?? [],
    );
    const expected: Record<string, [n: number, sum: number]> = {};
    for (const { metric, value } of measured) {
      const [n, sum] = expected[metric] ?? [0, 0];
      expected[metric] = [n + 1, sum + value];
    }
    expect(Object.keys(expected).length).toBeGreaterThan(40);
    for (const grain of ['hour', 'day']) {
      const { rows } = await sql.query<{ metric: string; n: number; sum: number }>(
        `SELECT metric, sum(n)::bigint AS n, sum(sum)::bigint AS sum FROM rollup_${grain} WHERE world = 'sim:week' AND unit = '' AND scope = '' AND dim = '' GROUP BY metric`,
      );
      expect(Object.fromEntries(rows.map(({ metric, n, sum }) => [metric, [n, sum]]))).toEqual(expected);
    }
  });
});
