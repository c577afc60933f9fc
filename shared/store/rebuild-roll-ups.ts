import type { ClientBase } from 'pg';
import { identityKey } from '../events/identity-key.ts';
import {
  addToMinutes,
  coarsen,
  keptByMinute,
  listDeltas,
  mergeDelta,
  type RollUpDelta,
  type RollUpDeltas,
} from '../kpi/roll-up.ts';
import { createSeriesIndex, type Series } from '../kpi/series.ts';
import type { CivilCalendar } from '../time/civil-day.ts';
import { eventColumns, toEvent, type EventRow } from './event-row.ts';

const hourMs = 3_600_000;
const fetchRows = 5_000;

/** Which events: of a world, in a span of whole civil days, up to a frame of the log. */
export type RebuildAsked = {
  readonly world: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly seq: number;
  readonly calendar: CivilCalendar;
  /** Whether the minutes of an hour are asked for; those of every hour would be many. */
  readonly wantsMinutes: (hourMs: number) => boolean;
  readonly onProgress?: (done: number, total: number) => void;
};

/**
 * Counts raw events again into roll-ups of this transaction alone: temporary tables under the names of the real ones, which
 * PostgreSQL then finds first. Whatever is read next on the same connection reads what was counted up to that frame. To be
 * called only where no events of that time were dropped (`read-last-dropped.ts`). Returns how many events were counted.
 */
export async function rebuildRollUps(client: ClientBase, asked: RebuildAsked): Promise<number> {
  const { world, fromMs, seq, calendar, wantsMinutes, onProgress } = asked;
  const begun = await readBegun(client, { world, before: new Date(fromMs) });
  await client.query(createTables);
  const write = createRowWriter(client);
  const voided = await readVoids(client, seq);
  const index = createSeriesIndex();
  const days: RollUpDeltas = new Map();
  let counted = 0;
  const hours = await readHours(client, asked);
  for (const [at, startMs] of hours.entries()) {
    const minutes: RollUpDeltas = new Map();
    await eachEvent(client, { world, seq, fromMs: startMs, toMs: startMs + hourMs }, (row) => {
      if (voided.has(identityKey(row.world, row.source, row.id))) return;
      counted += 1;
      addToMinutes(minutes, index, toEvent(row));
    });
    if (wantsMinutes(startMs)) await write('minute', keptByMinute(minutes));
    await write('hour', coarsen(minutes, 'hour', calendar));
    for (const delta of listDeltas(coarsen(minutes, 'day', calendar))) mergeDelta(days, delta);
    const nextMs = hours[at + 1];
    const openDayMs = nextMs === undefined ? Infinity : Date.parse(calendar.dayOf(nextMs));
    for (const [dayMs, rows] of days) {
      if (dayMs >= openDayMs) continue;
      await write('day', new Map([[dayMs, rows]]));
      days.delete(dayMs);
    }
    onProgress?.(at + 1, hours.length);
  }
  // Of what came before only one thing counts: that a metric had begun.
  for (const { metric, bucketMs } of begun) {
    const series = index(world, metric).total('');
    const nothing: RollUpDelta = { series, bucketMs, n: 0, sum: 0, min: 0, max: 0, slots: null };
    await write('hour', new Map([[bucketMs, new Map([[series, nothing]])]]));
  }
  await client.query('ANALYZE pg_temp.series, pg_temp.counts_day, pg_temp.counts_hour, pg_temp.counts_minute');
  return counted;
}

const counts = 'n bigint NOT NULL, sum bigint NOT NULL, min bigint NOT NULL, max bigint NOT NULL';
const createTables = `
  CREATE TEMP TABLE series (series integer PRIMARY KEY, world text NOT NULL, unit text NOT NULL, scope text NOT NULL,
    metric text NOT NULL, dim text NOT NULL, UNIQUE (world, metric, unit, scope, dim)) ON COMMIT DROP;
  CREATE TEMP TABLE counts_day (series integer, bucket date, ${counts}, PRIMARY KEY (series, bucket)) ON COMMIT DROP;
  CREATE TEMP TABLE counts_hour (series integer, bucket timestamptz, ${counts}, PRIMARY KEY (series, bucket)) ON COMMIT DROP;
  CREATE TEMP TABLE counts_minute (series integer, bucket timestamptz, ${counts}, PRIMARY KEY (series, bucket)) ON COMMIT DROP;
  CREATE TEMP TABLE slots_day (series integer, bucket date, slots smallint[] NOT NULL, ns bigint[] NOT NULL,
    PRIMARY KEY (series, bucket)) ON COMMIT DROP;
  CREATE TEMP TABLE slots_hour (series integer, bucket timestamptz, slot smallint, n bigint NOT NULL,
    PRIMARY KEY (series, bucket, slot)) ON COMMIT DROP`;

/** Writes rows of a grain; series get their numbers as they are first met. */
function createRowWriter(
  client: ClientBase,
): (grain: 'minute' | 'hour' | 'day', deltas: RollUpDeltas) => Promise<void> {
  const numbers = new Map<Series, number>();
  return async (grain, deltas) => {
    const rows = listDeltas(deltas);
    if (rows.length === 0) return;
    const fresh = [...new Set(rows.map(({ series }) => series))].filter((series) => !numbers.has(series));
    for (const series of fresh) numbers.set(series, numbers.size + 1);
    const numberOf = (series: Series): number => numbers.get(series) ?? 0;
    const column = <Value>(read: (series: Series) => Value): Value[] => fresh.map(read);
    if (fresh.length > 0) {
      await client.query(
        `INSERT INTO pg_temp.series SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])`,
        [
          ...[column(numberOf), column(({ world }) => world), column(({ unit }) => unit)],
          ...[column(({ scope }) => scope), column(({ metric }) => metric), column(({ dim }) => dim)],
        ],
      );
    }
    const bucketOf = ({ bucketMs }: RollUpDelta): string => {
      const instant = new Date(bucketMs).toISOString();
      return grain === 'day' ? instant.slice(0, 10) : instant;
    };
    const type = grain === 'day' ? 'date' : 'timestamptz';
    await client.query(
      `INSERT INTO pg_temp.counts_${grain}
       SELECT * FROM unnest($1::int[], $2::${type}[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])`,
      [
        ...[rows.map(({ series }) => numberOf(series)), rows.map(bucketOf), rows.map(({ n }) => n)],
        ...[rows.map(({ sum }) => String(sum)), rows.map(({ min }) => min), rows.map(({ max }) => max)],
      ],
    );
    if (grain === 'minute') return;
    const slots = rows.flatMap((row) =>
      [...(row.slots ?? [])].map(([slot, n]) => ({ series: numberOf(row.series), bucket: bucketOf(row), slot, n })),
    );
    if (slots.length === 0) return;
    const [insert, gather] =
      grain === 'day'
        ? ['series, bucket, array_agg(slot ORDER BY slot), array_agg(n ORDER BY slot)', 'GROUP BY series, bucket']
        : ['series, bucket, slot, n', ''];
    await client.query(
      `INSERT INTO pg_temp.slots_${grain} SELECT ${insert}
       FROM unnest($1::int[], $2::${type}[], $3::smallint[], $4::bigint[]) AS s(series, bucket, slot, n) ${gather}`,
      [
        ...[slots.map(({ series }) => series), slots.map(({ bucket }) => bucket)],
        ...[slots.map(({ slot }) => slot), slots.map(({ n }) => n)],
      ],
    );
  };
}

/** What a world had counted before an instant, and since when. */
async function readBegun(
  client: ClientBase,
  { world, before }: { world: string; before: Date },
): Promise<{ metric: string; bucketMs: number }[]> {
  const { rows } = await client.query<{ metric: string; bucketMs: number }>(
    `SELECT s.metric, (extract(epoch FROM min(c.bucket)) * 1000)::bigint AS "bucketMs"
     FROM series s JOIN counts_hour c USING (series)
     WHERE s.world = $1 AND s.unit = '' AND s.scope = '' AND s.dim = '' AND c.bucket < $2 GROUP BY s.metric`,
    [world, before],
  );
  return rows;
}

/** The hours in which anything happened, as their first instants, in order. */
async function readHours(client: ClientBase, { world, fromMs, toMs, seq }: RebuildAsked): Promise<number[]> {
  const { rows } = await client.query<{ ms: number }>(
    `SELECT DISTINCT (extract(epoch FROM date_trunc('hour', time, 'UTC')) * 1000)::bigint AS ms FROM events
     WHERE world = $1 AND time >= $2 AND time < $3 AND seq <= $4 ORDER BY 1`,
    [world, new Date(fromMs), new Date(toMs), seq],
  );
  return rows.map(({ ms }) => ms);
}

async function readVoids(client: ClientBase, seq: number): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>('SELECT key FROM voids WHERE applied AND seq <= $1', [seq]);
  return new Set(rows.map(({ key }) => key.replaceAll('-', '')));
}

async function eachEvent(
  client: ClientBase,
  { world, seq, fromMs, toMs }: { world: string; seq: number; fromMs: number; toMs: number },
  use: (row: EventRow) => void,
): Promise<void> {
  await client.query(
    `DECLARE raw_to_cut NO SCROLL CURSOR FOR SELECT ${eventColumns} FROM events
     WHERE world = $1 AND time >= $2 AND time < $3 AND seq <= $4`,
    [world, new Date(fromMs), new Date(toMs), seq],
  );
  for (;;) {
    const { rows } = await client.query<EventRow>(`FETCH ${fetchRows} FROM raw_to_cut`);
    rows.forEach(use);
    if (rows.length < fetchRows) break;
  }
  await client.query('CLOSE raw_to_cut');
}
