import type pg from 'pg';
import { findType } from '#shared/events/catalogue.ts';
import { identityKey } from '#shared/events/identity-key.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';

const grains = ['minute', 'hour', 'day'] as const;

/** Events as the writer's table has them; roll-ups as one would write them down first. In a schema of their own. */
export async function createRowTables(pool: pg.Pool): Promise<void> {
  await pool.query(`CREATE SCHEMA peer;
    CREATE TABLE peer.events (LIKE public.events INCLUDING DEFAULTS);
    SELECT create_hypertable('peer.events', by_range('time', INTERVAL '1 day'), create_default_indexes => false);
    CREATE INDEX ON peer.events (asset, time DESC);
    CREATE INDEX ON peer.events USING brin (seq) WITH (pages_per_range = 32);
    CREATE TABLE peer.identities (key uuid PRIMARY KEY)`);
  for (const grain of grains) {
    const bucket = grain === 'day' ? 'date' : 'timestamptz';
    await pool.query(`CREATE TABLE peer.rollup_${grain} (
      world text, bucket ${bucket}, unit text, scope text, metric text, dim text,
      n bigint NOT NULL, sum bigint NOT NULL, min bigint NOT NULL, max bigint NOT NULL,
      PRIMARY KEY (world, bucket, unit, scope, metric, dim)
    ) WITH (fillfactor = 70)`);
  }
}

/** Stores one event and counts it, if it is not stored yet, in one transaction. */
export async function storeRow(pool: pg.Pool, calendar: CivilCalendar, event: AcceptedEvent): Promise<void> {
  const rows = countRows(event);
  const { world, source, id, type, time, receivedtime, unit, asset, data } = event;
  const values = [
    ...[identityKey(world, source, id), world, source, id, type, time, receivedtime, unit, asset, JSON.stringify(data)],
    ...grains.map((grain) => JSON.stringify(inBucket(rows, grain, Date.parse(time), calendar))),
  ];
  for (;;) {
    try {
      await pool.query({ name: 'store-row', text: storeSql, values });
      return;
    } catch (error) {
      // Two events at one asset may wait for one another's counts: the one given up goes again.
      if ((error as { code?: string }).code !== '40P01') throw error;
    }
  }
}

const storeSql = `WITH fresh AS (
    INSERT INTO peer.identities VALUES ($1::uuid) ON CONFLICT DO NOTHING RETURNING 1
  ), kept AS (
    INSERT INTO peer.events (world, source, id, type, time, received, unit, asset, seq, idx, data)
    SELECT $2, $3, $4, $5, $6::timestamptz, $7::timestamptz, $8, $9, 0, 0, $10::json FROM fresh
  ), ${grains.map((grain, at) => `${grain}s AS (${addSql(grain, at + 11)})`).join(', ')}
  SELECT count(*) FROM fresh`;

/** Rows in the order of their key, so that two transactions seldom wait for one another. */
function addSql(grain: (typeof grains)[number], parameter: number): string {
  return `INSERT INTO peer.rollup_${grain} AS r
    SELECT d.* FROM json_populate_recordset(NULL::peer.rollup_${grain}, $${parameter}::json) d, fresh
    ORDER BY world, bucket, unit, scope, metric, dim
    ON CONFLICT (world, bucket, unit, scope, metric, dim) DO UPDATE
    SET n = r.n + EXCLUDED.n, sum = r.sum + EXCLUDED.sum, min = LEAST(r.min, EXCLUDED.min), max = GREATEST(r.max, EXCLUDED.max)`;
}

type CountedRow = Readonly<Record<'world' | 'unit' | 'scope' | 'metric' | 'dim', string>> &
  Readonly<Record<'n' | 'sum' | 'min' | 'max', number>>;

/** The roll-up rows one event adds to, as its kind declares them. */
function countRows(event: AcceptedEvent): CountedRow[] {
  const type = findType(event.type)?.type;
  if (!type) throw new Error(`no such type: ${event.type}`);
  const { world, unit } = event;
  return type.measure(event).flatMap(({ metric, value }) => {
    const row = (unit: string, scope = '', dim = ''): CountedRow => {
      return { world, unit, scope, metric, dim, n: 1, sum: value, min: value, max: value };
    };
    const spec = type.metrics[metric];
    const labels = (spec?.dims ?? []).flatMap((key) => {
      const label = event.data[key];
      return typeof label === 'string' ? [`${key}=${label}`] : [];
    });
    return [
      ...[row(''), row(unit), ...(spec?.perAsset ? [row(unit, event.asset)] : [])],
      ...labels.flatMap((dim) => [row('', '', dim), row(unit, '', dim)]),
    ];
  });
}

/** Rows in the grain's bucket of an instant; those of assets and of units' labels are not kept by the minute. */
function inBucket(
  rows: readonly CountedRow[],
  grain: (typeof grains)[number],
  ms: number,
  calendar: CivilCalendar,
): object[] {
  if (grain === 'day') return rows.map((row) => ({ ...row, bucket: calendar.dayOf(ms) }));
  const lengthMs = grain === 'minute' ? 60_000 : 3_600_000;
  const bucket = new Date(Math.floor(ms / lengthMs) * lengthMs).toISOString();
  return rows
    .filter(({ unit, scope, dim }) => grain === 'hour' || (scope === '' && (unit === '' || dim === '')))
    .map((row) => ({ ...row, bucket }));
}
