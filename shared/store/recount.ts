import type { ClientBase } from 'pg';
import { identityKey } from '../events/identity-key.ts';
import { addToMinutes, coarsen, keptByMinute, listDeltas, mergeDelta, type RollUpDeltas } from '../kpi/roll-up.ts';
import { createSeriesIndex } from '../kpi/series.ts';
import type { CivilCalendar } from '../time/civil-day.ts';
import type { Grain } from '../wire/counts.ts';
import { compareRollUps, type Difference } from './compare-roll-ups.ts';
import { eventColumns, toEvent, type EventRow } from './event-row.ts';
import { compareSeals } from './compare-seals.ts';

const hourMs = 3_600_000;
const dayLengthMs = 24 * hourMs;
const fetchRows = 5_000;

/** What a recount found. `differences` lists at most the first hundred; `different` is how many there were. */
export type Recount = {
  readonly events: number;
  readonly withdrawn: number;
  readonly rows: number;
  readonly sealedDays: number;
  readonly different: number;
  readonly differences: readonly Difference[];
};

/**
 * Counts every stored event again, from nothing, and compares each roll-up and histogram row of the three grains with
 * what comes out; days whose events were dropped are compared with their seals. Reads one snapshot, so it may run while
 * the writer writes. Cost: one pass over the raw events, memory of one day's rows.
 */
export async function recount(
  client: ClientBase,
  calendar: CivilCalendar,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Recount> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await client.query(`SET LOCAL statement_timeout = 0`);
    return await recountSnapshot(client, calendar, onProgress);
  } finally {
    await client.query('ROLLBACK');
  }
}

async function recountSnapshot(
  client: ClientBase,
  calendar: CivilCalendar,
  onProgress: (done: number, total: number) => void,
): Promise<Recount> {
  const voided = await readVoids(client);
  const isDropped = await readDroppedDays(client);
  const hours = await readHours(client);
  const index = createSeriesIndex();
  const result = { events: 0, withdrawn: 0, rows: 0, different: 0, differences: [] as Difference[] };
  const note = ({ rows, differences }: { rows: number; differences: readonly Difference[] }): void => {
    result.rows += rows;
    result.different += differences.length;
    result.differences.push(...differences.slice(0, 100 - result.differences.length));
  };
  const compare = async (grain: Grain, fromMs: number, toMs: number, expected: RollUpDeltas): Promise<void> => {
    const [firstMs, endMs] = grain === 'day' ? civilRange(calendar, fromMs) : [fromMs, toMs];
    const isOpen = (world: string): boolean => !isDropped(world, firstMs, endMs);
    note(await compareRollUps(client, { grain, fromMs, toMs, isOpen }, expected));
  };

  let day: RollUpDeltas = new Map();
  for (const [at, hourStart] of hours.entries()) {
    const minutes: RollUpDeltas = new Map();
    await eachEvent(client, hourStart, hourStart + hourMs, (row) => {
      const key = identityKey(row.world, row.source, row.id);
      result.events += 1;
      if (voided.has(key)) result.withdrawn += 1;
      else addToMinutes(minutes, index, toEvent(row));
    });
    await compare('minute', hourStart, hourStart + hourMs, keptByMinute(minutes));
    await compare('hour', hourStart, hourStart + hourMs, coarsen(minutes, 'hour', calendar));
    for (const delta of listDeltas(coarsen(minutes, 'day', calendar))) mergeDelta(day, delta);
    const nextHour = hours[at + 1];
    const lastMs = hourStart + hourMs - 1;
    if (nextHour === undefined || calendar.dayOf(nextHour) !== calendar.dayOf(lastMs)) {
      await compareDays(compare, day);
      day = new Map();
    }
    onProgress(at + 1, hours.length);
  }
  const seals = await compareSeals(client);
  note({ rows: 0, differences: seals.differences });
  return { ...result, sealedDays: seals.days };
}

async function compareDays(
  compare: (grain: Grain, fromMs: number, toMs: number, expected: RollUpDeltas) => Promise<void>,
  day: RollUpDeltas,
): Promise<void> {
  for (const [dayMs, rows] of day) await compare('day', dayMs, dayMs + dayLengthMs, new Map([[dayMs, rows]]));
}

/** First and last instant (exclusive) of the civil day whose date is `dayMs`. */
function civilRange(calendar: CivilCalendar, dayMs: number): readonly [number, number] {
  return [calendar.startOf(dayText(dayMs)), calendar.startOf(dayText(dayMs + dayLengthMs))];
}

function dayText(dayMs: number): string {
  return new Date(dayMs).toISOString().slice(0, 10);
}

/** Whether raw events of a world in `[fromMs, toMs)` were dropped: rows of it cannot be counted whole again. */
async function readDroppedDays(client: ClientBase): Promise<(world: string, fromMs: number, toMs: number) => boolean> {
  const { rows } = await client.query<{ world: string; day: string }>(
    'SELECT world, day::text FROM seals WHERE dropped_at IS NOT NULL',
  );
  const dropped = new Set(rows.map(({ world, day }) => `${day} ${world}`));
  return (world, fromMs, toMs) => {
    for (let ms = Math.floor(fromMs / dayLengthMs) * dayLengthMs; ms < toMs; ms += dayLengthMs) {
      if (dropped.has(`${dayText(ms)} ${world}`)) return true;
    }
    return false;
  };
}

async function readVoids(client: ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>('SELECT key FROM voids WHERE applied');
  return new Set(rows.map(({ key }) => key.replaceAll('-', '')));
}

/** Every hour that has raw events or minute rows: a row without its events must be found too. */
async function readHours(client: ClientBase): Promise<number[]> {
  const { rows } = await client.query<{ ms: number }>(
    `SELECT DISTINCT (extract(epoch FROM date_trunc('hour', time AT TIME ZONE 'UTC')) * 1000)::bigint AS ms FROM events
     UNION SELECT DISTINCT (extract(epoch FROM date_trunc('hour', bucket AT TIME ZONE 'UTC')) * 1000)::bigint FROM rollup_minute
     ORDER BY 1`,
  );
  return rows.map(({ ms }) => ms);
}

async function eachEvent(
  client: ClientBase,
  fromMs: number,
  toMs: number,
  use: (row: EventRow) => void,
): Promise<void> {
  await client.query(
    `DECLARE raw NO SCROLL CURSOR FOR SELECT ${eventColumns} FROM events WHERE time >= $1 AND time < $2`,
    [new Date(fromMs), new Date(toMs)],
  );
  for (;;) {
    const { rows } = await client.query<EventRow>(`FETCH ${fetchRows} FROM raw`);
    rows.forEach(use);
    if (rows.length < fetchRows) break;
  }
  await client.query('CLOSE raw');
}
