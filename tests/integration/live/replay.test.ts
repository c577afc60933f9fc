import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { hashToken, newToken } from '#shared/access/token.ts';
import type { SentEvent } from '#shared/events/envelope.ts';
import { applyEvent } from '#shared/fold/apply-event.ts';
import { encodeState } from '#shared/fold/encode-state.ts';
import { createState, type FoldState } from '#shared/fold/fold-state.ts';
import { toAssetView } from '#shared/fold/to-asset-view.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { eventColumns, toEvent, type EventRow } from '#shared/store/event-row.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { KeptImage } from '../../../stream/live/state/checkpoint.ts';
import { PastFold } from '../../../stream/live/replay/past-fold.ts';
import { readOnlyUrl } from '../../../stream/live/replay/read-only-url.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { startSystem, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';
import { TestScreen, tryUpgrade } from './test-screen.ts';

/*
 * What a replay shows is held against a fold of its own: every event that the long log holds up to a moment, in the order of the log,
 * from nothing. Events come through the door, in a world whose minute is a second.
 */
const world = 'sim:past';
const timeZone = 'Asia/Ho_Chi_Minh';
const calendar = civilCalendar(timeZone);
const asked = { world, calendar, packVersion: timeZone };
const beganMs = Date.parse('2026-11-24T09:40:00+07:00');
const minuteMs = 60_000;

let database: TestDatabase;
let system: System;
let sql: pg.Pool;
let session: string;
let tokens: Record<'kiosk' | 'ticket', string>;
/** Moments to look at, in order, each after what it is named for. */
const moments: Record<string, number> = {};

/** When the world's clock began, by the real one. */
let startedMs = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  system = await startSystem({
    ...inject('servers'),
    ...{ databaseUrl: database.databaseUrl, city: randomCity(), processes: ['office', 'writer', 'live', 'ingest'] },
    env: { LIVE_CHECKPOINT_S: '0.3' },
  });
  sql = new pg.Pool({ connectionString: readOnlyUrl(database.databaseUrl), types: pgTypes, max: 3 });
  startedMs = Date.now();
  await system.ask('world.set', {
    ...{ world, anchorRealMs: startedMs, anchorWorldMs: beganMs, speed: 60, holdAtMs: null },
  });
  const keyOf = (kind: string) => system.createKey({ source: kind, world, kinds: [kind], assets: ['*'] });
  tokens = { kiosk: await keyOf('kiosk'), ticket: await keyOf('ticket') };
  session = await makeSession('lan', 'viewer');
  await playADay();
});

afterAll(async () => {
  await sql.end();
  await system.stop();
  await database.drop();
});

it('shows at every moment what the log held then, to the last byte, and on from there', async () => {
  for (const [name, atMs] of Object.entries(moments)) {
    const expected = await foldUpTo(atMs);
    const fold = await PastFold.at(sql, asked, { atMs });
    expect(JSON.stringify(fold.live.toImage().state), name).toBe(JSON.stringify(encodeState(expected.state)));
    expect(fold.place.ms, name).toBeLessThanOrEqual(atMs);
    expect(await countsAt(atMs), name).toEqual(ofMetrics(fold.counts.allRows()));
  }
  // From a moment on to the last, step by step, is the same as going there. Between these no snapshot lies that would be nearer.
  const { begun, fault = 0, ...later } = moments;
  expect(begun).toBeLessThan(fault);
  let fold = await PastFold.at(sql, asked, { atMs: fault });
  const began = fold;
  for (const atMs of Object.values(later)) {
    fold = await PastFold.at(sql, asked, { atMs, from: fold });
    const expected = await foldUpTo(atMs);
    expect(JSON.stringify(fold.live.toImage().state)).toBe(JSON.stringify(encodeState(expected.state)));
    expect(await countsAt(atMs)).toEqual(ofMetrics(fold.counts.allRows()));
  }
  expect(fold).toBe(began);
});

it('counts, in the end, what the database holds of the day', async () => {
  const fold = await PastFold.at(sql, asked, { atMs: moments['end'] ?? 0 });
  const { rows } = await sql.query<{ unit: string; metric: string; dim: string; n: number; sum: number }>(
    `SELECT unit, metric, dim, n, sum FROM rollup_day WHERE world = $1 AND bucket = $2 AND scope = '' AND n > 0`,
    [world, fold.counts.day],
  );
  const told = fold.counts.allRows().map(([, , unit, , metric, dim, n, sum]) => ({ unit, metric, dim, n, sum }));
  expect(told.length).toBeGreaterThan(10);
  expect(sorted(told)).toEqual(sorted(rows));
});

it('starts as exactly from a snapshot that was kept without counts', async () => {
  expect(await forgetCounts()).toBeGreaterThan(0);
  for (const [name, atMs] of Object.entries(moments)) {
    const fold = await PastFold.at(sql, asked, { atMs });
    expect(await countsAt(atMs), name).toEqual(ofMetrics(fold.counts.allRows()));
  }
});

it('sends a screen the same, goes on, jumps back, and stands; another account cannot take it over', async () => {
  const { begun = 0, late = 0 } = moments;
  const look = (turn: number, atMs: number, speed: number, who = session) =>
    new TestScreen(livePort(), {
      ...{ session: who, origin: system.publicUrl, world, topics: 'state,counts,alerts' },
      query: { replay: new Date(atMs).toISOString(), speed: String(speed), session: 'a-replay-1', turn: String(turn) },
    });
  const standing = look(0, begun, 0);
  await waitFor('what was then', () => standing.held.state !== null && standing.held.counts !== null);
  const then = await foldUpTo(begun);
  expect(JSON.stringify([...standing.assets.values()])).toBe(viewsOf(then.state));
  expect(standing.ofType('tick').at(-1)).toMatchObject({ speed: 0, worldTime: new Date(then.tickMs).toISOString() });
  expect(ofMetrics([...standing.rows.values()])).toEqual(await countsAt(begun));

  // The same turn at another speed goes on from where it stands.
  const going = look(0, begun, 600);
  await waitFor('the screen before it to be let go', () => standing.closedWith !== null);
  await waitFor('a later moment', () => Date.parse(going.ofType('tick').at(-1)?.worldTime ?? '') > late);
  expect(going.gaps).toBe(0);
  expect(going.ofType('delta').some(({ topic }) => topic === 'state')).toBe(true);

  // A greater one jumps, back too.
  const back = look(1, begun, 0);
  await waitFor('the moment again', () => back.held.state !== null && back.held.counts !== null);
  expect(JSON.stringify([...back.assets.values()])).toBe(viewsOf(then.state));

  const other = { ...cookie(await makeSession('hoa', 'leader')), origin: system.publicUrl };
  expect(await tryUpgrade(livePort(), other, replayPath('a-replay-1'))).toBe(503);
  expect(await tryUpgrade(livePort(), other, replayPath('a-replay-2'))).toBe(101);
  back.close();
});

it('is for accounts that see the whole city, and for moments that are instants', async () => {
  const unit = { ...cookie(await makeSession('phuong', 'unit', '00004')), origin: system.publicUrl };
  expect(await tryUpgrade(livePort(), unit, replayPath('a-replay-3'))).toBe(401);
  const wall = { headers: { authorization: `Bearer ${system.wallToken}` } };
  expect(await tryUpgrade(livePort(), wall, replayPath('a-replay-3'))).toBe(401);
  const viewer = { ...cookie(session), origin: system.publicUrl };
  expect(await tryUpgrade(livePort(), viewer, `/live?world=${world}&replay=yesterday&session=a-replay-4`)).toBe(400);
  const before = new TestScreen(livePort(), {
    ...{ session, origin: system.publicUrl, world, topics: 'state' },
    query: { replay: '2026-11-20T00:00:00Z', speed: '1', session: 'a-replay-5', turn: '0' },
  });
  await waitFor('to be told that nobody watched then', () => before.closedWith !== null);
  expect(before.closedWith).toBe(4010);
});

it('never writes', async () => {
  const failed = await sql.query('DELETE FROM checkpoints').then(
    () => 'written',
    (error: unknown) => String(error),
  );
  expect(failed).toContain('read-only transaction');
});

/** An hour of a world: what is on time, what comes hours late, what is withdrawn, and a snapshot of live's in between. */
async function playADay(): Promise<void> {
  const earlier = (minutes: number): string => new Date(beganMs - minutes * minuteMs).toISOString();
  await send('kiosk', [
    event('kiosk.heartbeat', 'K001', { healthy: true, coversS: 60 }, { time: earlier(150) }),
    event('kiosk.heartbeat', 'K002', { healthy: true, coversS: 60 }, { time: earlier(30) }),
    event('kiosk.session', 'K001', { durationS: 90, outcome: 'completed' }, { time: earlier(90), id: 'wrong' }),
  ]);
  await send('ticket', [
    event('ticket.issued', 'P00004', { ticketId: 'a' }, { time: earlier(20) }),
    event('ticket.issued', 'P00004', { ticketId: 'b' }),
  ]);
  moments['begun'] = await passMinutes(2);
  await keepSnapshot();
  await send('kiosk', [event('kiosk.fault', 'K002', { faultId: 'f', code: 'printer', planned: false })]);
  await send('ticket', [event('ticket.called', 'P00004', { ticketId: 'a', waitS: 600, counter: '1' })]);
  moments['fault'] = await passMinutes(2);
  // Of two hours ago: it belongs to that hour, and nobody knew of it until now.
  await send('kiosk', [event('kiosk.session', 'K001', { durationS: 45, outcome: 'failed' }, { time: earlier(120) })]);
  moments['late'] = await passMinutes(2);
  await send('kiosk', [event('kiosk.voided', 'K001', { id: 'wrong', reason: 'sai' })]);
  await send('kiosk', [event('kiosk.heartbeat', 'K001', { healthy: false, coversS: 60 })]);
  moments['withdrawn'] = await passMinutes(2);
  await send('ticket', [event('ticket.issued', 'P00004', { ticketId: 'c' })]);
  moments['end'] = await passMinutes(2);
  await forgetLaterSnapshots();
}

let sent = 0;
function event(
  type: string,
  asset: string,
  data: Record<string, unknown>,
  over: { time?: string; id?: string } = {},
): Omit<SentEvent, 'source'> {
  sent += 1;
  return { specversion: '1.0', id: `e${sent}`, type, asset, time: new Date(nowMs()).toISOString(), data, ...over };
}

/** The world's own time, a minute behind its clock: the door takes nothing from the future. */
function nowMs(): number {
  return beganMs + (Date.now() - startedMs) * 60 - minuteMs;
}

async function send(source: 'kiosk' | 'ticket', events: readonly Omit<SentEvent, 'source'>[]): Promise<void> {
  const answer = await fetch(`${system.ingestUrl}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens[source]}`, 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events.map((one) => ({ ...one, source }))),
  });
  if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`);
}

/** Waits until the world's clock has ticked so many minutes on in the long log; returns where it then stands. */
async function passMinutes(minutes: number): Promise<number> {
  const readMs = async (): Promise<number> => {
    const { rows } = await sql.query<{ time: Date | null }>(
      `SELECT max(time) AS time FROM events WHERE world = $1 AND type = 'clock.tick'`,
      [world],
    );
    return rows[0]?.time?.getTime() ?? beganMs;
  };
  const fromMs = await readMs();
  let toMs = fromMs;
  await waitFor('the world to go on', async () => (toMs = await readMs()) >= fromMs + minutes * minuteMs);
  return toMs;
}

/** Has live keep a snapshot of what has been counted by now: the one it has kept of these ten minutes goes. */
async function keepSnapshot(): Promise<void> {
  const admin = new pg.Client({ connectionString: database.databaseUrl });
  await admin.connect();
  await waitFor('a snapshot', async () => {
    const { rowCount } = await admin.query(
      `WITH wanted AS (SELECT max(seq) AS seq FROM events WHERE time <= $1 AND world = $2),
            early AS (DELETE FROM checkpoints USING wanted w WHERE isfinite(hour) AND checkpoints.seq < w.seq)
       SELECT FROM checkpoints c, wanted w WHERE isfinite(c.hour) AND c.seq >= w.seq`,
      [new Date(moments['begun'] ?? 0), world],
    );
    return rowCount === 1;
  });
  await admin.end();
}

/** Where a span of ten minutes began meanwhile live has kept another, which would be nearer. */
async function forgetLaterSnapshots(): Promise<void> {
  const admin = new pg.Client({ connectionString: database.databaseUrl });
  const kept = 'FROM checkpoints WHERE isfinite(hour)';
  await admin.connect();
  await admin.query(`DELETE ${kept} AND seq > (SELECT min(seq) ${kept})`);
  await admin.end();
}

/** As they were kept before counts were: of the state alone. */
async function forgetCounts(): Promise<number> {
  const admin = new pg.Client({ connectionString: database.databaseUrl });
  await admin.connect();
  const { rows } = await admin.query<{ hour: Date; state: Buffer }>(
    'SELECT hour, state FROM checkpoints WHERE isfinite(hour)',
  );
  let forgotten = 0;
  for (const { hour, state } of rows) {
    const { counts, ...image } = JSON.parse(gunzipSync(state).toString()) as KeptImage;
    if (!counts?.worlds.some((one) => one.world === world && one.rows.length > 0)) continue;
    forgotten += 1;
    await admin.query('UPDATE checkpoints SET state = $2 WHERE hour = $1', [hour, gzipSync(JSON.stringify(image))]);
  }
  await admin.end();
  return forgotten;
}

/** The place of the last tick at or before a moment, and everything up to it folded from nothing. */
async function foldUpTo(atMs: number): Promise<{ state: FoldState; tickMs: number }> {
  const { rows } = await sql.query<EventRow & { seq: number; idx: number }>(
    `SELECT ${eventColumns}, seq, idx FROM events WHERE world = $1 ORDER BY seq, idx`,
    [world],
  );
  const isTick = ({ type, time }: EventRow): boolean => type === 'clock.tick' && time.getTime() <= atMs;
  const end = rows.findLastIndex(isTick);
  const state = createState();
  for (const row of rows.slice(0, end + 1)) applyEvent(state, toEvent(row), calendar);
  return { state, tickMs: rows[end]?.time.getTime() ?? 0 };
}

function viewsOf(state: FoldState): string {
  return JSON.stringify([...(state.worlds.get(world)?.assets.values() ?? [])].map(toAssetView));
}

type Counted = readonly [metric: string, n: number, sum: number];

/** What a person with SQL would count of the day at a moment: what had come by then and had not been withdrawn by then. */
async function countsAt(atMs: number): Promise<Counted[]> {
  const { rows } = await sql.query<{ metric: string; n: number; sum: number }>(
    `WITH place AS (SELECT seq, idx FROM events WHERE world = $1 AND type = 'clock.tick' AND time <= $2
                    ORDER BY time DESC, seq DESC, idx DESC LIMIT 1),
          known AS (SELECT e.* FROM events e, place p WHERE e.world = $1 AND (e.seq, e.idx) <= (p.seq, p.idx)),
          counted AS (SELECT * FROM known k WHERE NOT EXISTS (SELECT FROM known v
                      WHERE v.type LIKE '%.voided' AND v.source = k.source AND v.data ->> 'id' = k.id))
     SELECT 'ticket.issued' AS metric, count(*) AS n, count(*) AS sum FROM counted WHERE type = 'ticket.issued'
     UNION ALL SELECT 'kiosk.fault', count(*), count(*) FROM counted WHERE type = 'kiosk.fault'
     UNION ALL SELECT 'kiosk.session_ms', count(*), sum((data ->> 'durationS')::int * 1000) FROM counted WHERE type = 'kiosk.session'
     UNION ALL SELECT 'kiosk.seen_ms', count(*), sum((data ->> 'coversS')::int * 1000) FROM counted WHERE type = 'kiosk.heartbeat'`,
    [world, new Date(atMs)],
  );
  return rows.flatMap(({ metric, n, sum }): Counted[] => (n === 0 ? [] : [[metric, n, sum]])).sort();
}

function ofMetrics(rows: readonly (readonly unknown[])[]): Counted[] {
  const wanted = ['ticket.issued', 'kiosk.fault', 'kiosk.session_ms', 'kiosk.seen_ms'];
  return rows
    .filter(([, , unit, , metric, dim]) => unit === '' && dim === '' && wanted.includes(String(metric)))
    .map(([, , , , metric, , n, sum]): Counted => [String(metric), Number(n), Number(sum)])
    .sort();
}

function sorted<Row extends { unit: string; metric: string; dim: string }>(rows: readonly Row[]): Row[] {
  const keyOf = ({ unit, metric, dim }: Row): string => `${unit} ${metric} ${dim}`;
  return [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

async function makeSession(name: string, role: string, unit: string | null = null): Promise<string> {
  const token = newToken();
  const admin = new pg.Client({ connectionString: database.databaseUrl });
  await admin.connect();
  await admin.query(
    `INSERT INTO accounts (name, password_hash, role, unit, created_at) VALUES ($1, 'none', $2, $3, now())`,
    [name, role, unit],
  );
  await admin.query(
    `INSERT INTO sessions (token_hash, account, created_at, last_seen_at, idle_expires_at, expires_at)
     VALUES ($1, $2, now(), now(), now() + interval '1 hour', now() + interval '1 hour')`,
    [hashToken(token), name],
  );
  await admin.end();
  return token;
}

function cookie(token: string): { headers: { cookie: string } } {
  return { headers: { cookie: `vonglau_session=${token}` } };
}

function livePort(): number {
  return Number(new URL(system.liveUrl).port);
}

function replayPath(name: string): string {
  const at = encodeURIComponent(new Date(moments['begun'] ?? 0).toISOString());
  return `/live?world=${world}&replay=${at}&speed=1&session=${name}&turn=0`;
}
