import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, randomCity } from '../../support/database.ts';
import { startSystem, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

const mapping = `
set: tickets
about: a test
source: a test
timeline: { zone: Asia/Ho_Chi_Minh, anchor: 2026-01-05 }
values: { at: { time: '{at}', format: iso } }
asset: { place: '{point}', on: point }
events:
  - type: ticket.issued
    id: '{nr}'
    time: at
    data: { ticketId: { item: '{nr}' } }
`;

// Two thousand tickets in half an hour of a Monday morning.
const rows = Array.from({ length: 2_000 }, (_, index) => {
  const at = new Date(Date.UTC(2026, 0, 5, 8, 0, 0) + index * 900).toISOString().slice(0, 23);
  return `${String(index)},${at},${['North', 'South', 'East'][index % 3] ?? ''}`;
});

describe('a replay', () => {
  const city = randomCity();
  const dir = mkdtempSync(join(tmpdir(), 'vonglau-replay-'));
  let system: System;
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let sql: pg.Client;

  beforeAll(async () => {
    writeFileSync(join(dir, 'tickets.yaml'), mapping);
    writeFileSync(join(dir, 'tickets.csv'), `nr,at,point\n${rows.join('\n')}\n`);
    database = await createTestDatabase();
    const { natsUrl, redisUrl } = inject('servers');
    system = await startSystem({
      ...{ natsUrl, redisUrl, city, databaseUrl: database.databaseUrl },
      processes: ['office', 'writer', 'ingest'],
    });
    sql = new pg.Client({ connectionString: database.databaseUrl });
    await sql.connect();
  });
  afterAll(async () => {
    await sql.end();
    await system.stop();
    await database.drop();
    rmSync(dir, { recursive: true, force: true });
  });

  const startReplay = (speed: number): ChildProcess =>
    spawn(
      process.execPath,
      [
        'ingest/senders/file/main.ts',
        ...['--city', 'tests/support/cities/six-unit', '--data', join(dir, 'data'), '--speed', String(speed)],
        ...['--file', join(dir, 'tickets.csv'), '--mapping', join(dir, 'tickets.yaml')],
      ],
      {
        env: {
          ...{
            NATS_URL: inject('servers').natsUrl,
            DATABASE_URL: database.databaseUrl,
            REDIS_URL: inject('servers').redisUrl,
          },
          ...{ INGEST_URL: system.ingestUrl, PUBLIC_ORIGIN: system.publicUrl, VONGLAU_CITY: city },
          VONGLAU_DATA: system.dataDir,
        },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      },
    );
  const count = async (): Promise<number> => {
    const { rows: found } = await sql.query<{ n: string }>(
      "SELECT count(*) AS n FROM events WHERE world = 'replay:tickets' AND type = 'ticket.issued'",
    );
    return Number(found[0]?.n);
  };

  it(
    'that is killed and started again sends everything once, and the clock waits for it',
    { timeout: 240_000 },
    async () => {
      const killed = startReplay(120);
      await waitFor('some tickets to be counted', async () => (await count()) > 50);
      killed.kill('SIGKILL');
      await once(killed, 'exit');
      expect(await count()).toBeLessThan(2_000);

      const stopped = startReplay(120);
      const before = await count();
      // More than the killed one can have had under way, so these are the second's.
      await waitFor('more tickets', async () => (await count()) > before + 200);
      stopped.kill('SIGTERM');
      await once(stopped, 'exit');
      expect(stopped.exitCode).toBe(0);

      const finished = startReplay(1_200);
      await once(finished, 'exit');
      expect(finished.exitCode).toBe(0);
      await waitFor('all tickets to be counted', async () => (await count()) === 2_000);

      const { rows: receipts } = await sql.query(
        "SELECT sum(counted)::int AS counted, sum(conflicts)::int AS conflicts, sum(poison)::int AS poison FROM receipts WHERE world = 'replay:tickets' AND source = 'urn:vonglau:replay:tickets'",
      );
      expect(receipts).toEqual([{ counted: 2_000, conflicts: 0, poison: 0 }]);
      const { rows: ticks } = await sql.query<{ back: string }>(
        "SELECT count(*) AS back FROM (SELECT time - lag(time) OVER (ORDER BY seq, idx) AS step FROM events WHERE world = 'replay:tickets' AND type = 'clock.tick') AS steps WHERE step < interval '0'",
      );
      expect(ticks).toEqual([{ back: '0' }]);
    },
  );
});
