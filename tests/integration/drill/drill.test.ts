import { Readable, Writable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { AccountSet } from '#shared/access/account-commands.ts';
import { hashToken, newToken } from '#shared/access/token.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { requestCommand } from '#shared/service/request.ts';
import type { DrillTold } from '#shared/wire/drill-commands.ts';
import { runCommandLine } from '../../../infra/setup/command-line.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { makePackWithRules } from '../../support/pack-with-rules.ts';
import { openHttpReceiver, smsChannel } from '../../support/receivers.ts';
import { runCommand } from '../../support/run-command.ts';
import { startSystem, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';
import { TestScreen } from '../live/test-screen.ts';

/*
 * A power cut played to an officer on duty, from the command line to the judgement: a real simulation through the real door, the
 * city's own rules, a phone that would ring if anything reached it.
 */
const id = 'cup-dien';
const world = `drill:${id}`;

let database: TestDatabase;
let system: System;
let sql: pg.Client;
let phone: Awaited<ReturnType<typeof openHttpReceiver>>;
let packDir: string;
let removePack: () => Promise<void>;
let env: NodeJS.ProcessEnv;
const stop = new AbortController();
let playing: Promise<number>;
let said = '';

beforeAll(async () => {
  ({ packDir, remove: removePack } = await makePackWithRules());
  database = await createTestDatabase();
  const city = randomCity();
  system = await startSystem({
    ...inject('servers'),
    ...{ databaseUrl: database.databaseUrl, city, packDir },
    processes: ['office', 'writer', 'live', 'duty', 'ingest'],
    env: { EVENTS_MAX_BYTES: String(256 * 2 ** 20) },
  });
  sql = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await sql.connect();
  phone = await openHttpReceiver();
  await putSomebodyOnDuty();
  const { natsUrl, redisUrl } = inject('servers');
  env = {
    ...{ NATS_URL: natsUrl, DATABASE_URL: database.databaseUrl, REDIS_URL: redisUrl, INGEST_URL: system.ingestUrl },
    ...{ PUBLIC_ORIGIN: system.publicUrl, VONGLAU_CITY: city, VONGLAU_DATA: system.dataDir, VONGLAU_PACK: packDir },
  };
  const out = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      said += chunk.toString();
      done();
    },
  });
  const words = ['drill', 'start', '--scenario', 'power-cut', '--id', id, '--day', '2026-11-23', '--speed', '120'];
  playing = runCommandLine([...words, '--lead', '2m'], {
    ...{ env, stdin: Readable.from([]), stdout: out, stderr: out, signal: stop.signal },
  });
});

afterAll(async () => {
  stop.abort();
  await playing;
  await phone.close();
  await sql.end();
  await system.stop();
  await database.drop();
  await removePack();
});

it('is played, noticed, taken, judged, and touches nothing else', { timeout: 600_000 }, async () => {
  const incident = await untilNoticed();
  const before = await judge();
  expect(before.judgement).toMatchObject({ incident });
  expect(metOf(before, 'cause')).toBe(true);
  expect(metOf(before, 'detect')).toBe(true);
  expect(metOf(before, 'step acknowledge')).not.toBe(true);

  const { password } = await system.ask<AccountSet>('account.create', { name: 'lan', role: 'duty' });
  expect(password).toBeTruthy();
  const noticedMs = await worldMs();
  // An act is of the second in which the world's clock stands: it must stand later than when the incident was noticed.
  await waitFor('the world to go on', async () => (await worldMs()) > noticedMs + 300_000);
  await actOn(incident, 'incident.acknowledge', { note: 'đã gọi điện lực' });
  await actOn(incident, 'incident.start', {});
  await actOn(incident, 'incident.note', { text: 'điện lực hẹn 11 giờ' });
  const { rows: acts } = await sql.query<{ at: Date }>(
    'SELECT max(at) AS at FROM incident_entries WHERE incident = $1',
    [incident],
  );
  const takenMs = acts[0]?.at.getTime() ?? 0;

  // Ended by whoever runs it; the sender stops by itself, and the judgement stays as it was.
  const ended = await runCommand(['drill', 'end', id, '--json'], env);
  expect(ended.code, ended.text).toBe(0);
  const told = JSON.parse(ended.text) as DrillTold;
  expect(metOf(told, 'step acknowledge')).toBe(true);
  expect(metOf(told, 'step note')).toBe(true);
  expect(metOf(told, 'step resolve')).toBe(false);
  expect(told.judgement.findings.find(({ what, step }) => `${what} ${step ?? ''}` === 'step note')?.found).toBe('lan');
  expect(await playing, said).toBe(0);
  expect((await judge()).judgement).toEqual(told.judgement);
  expect(await refusedKeys()).toBe(true);

  await nothingElseIsTouched(told);
  await isReplayed(incident, noticedMs, takenMs);
});

/** Nobody was called, no figure of the city has moved, no alert or incident is anybody else's. */
async function nothingElseIsTouched(told: DrillTold): Promise<void> {
  expect(told.notices.kept).toBeGreaterThan(0);
  expect(told.notices.sent).toBe(0);
  const { rows: states } = await sql.query<{ state: string; contact: string | null }>(
    'SELECT DISTINCT state, contact FROM notices WHERE world = $1 AND contact IS NOT NULL',
    [world],
  );
  expect(states).toEqual([{ state: 'simulated', contact: 'lan' }]);
  const { rows: elsewhere } = await sql.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM series WHERE world <> $1) + (SELECT count(*) FROM alerts WHERE world <> $1)
       + (SELECT count(*) FROM incidents WHERE world <> $1) + (SELECT count(*) FROM events WHERE world <> $1 AND asset <> '')
       + (SELECT count(*) FROM deliveries) + (SELECT count(*) FROM messages) AS n`,
    [world],
  );
  expect(elsewhere).toEqual([{ n: 0 }]);
  // The way out works: what is of the city itself would have rung.
  expect(phone.taken).toEqual([]);
  await duty('notify.test', { contact: 'lan', channel: 'sms' });
  await waitFor('the phone to ring for a test', () => phone.taken.length === 1);
}

/** Afterwards the drill is watched again like any past: nobody had it when it was noticed, and then somebody did. */
async function isReplayed(incident: number, noticedMs: number, takenMs: number): Promise<void> {
  const session = newToken();
  await sql.query(
    `INSERT INTO sessions (token_hash, account, created_at, last_seen_at, idle_expires_at, expires_at)
     VALUES ($1, 'lan', now(), now(), now() + interval '1 hour', now() + interval '1 hour')`,
    [hashToken(session)],
  );
  const stateAt = async (atMs: number, turn: number): Promise<unknown> => {
    const screen = new TestScreen(Number(new URL(system.liveUrl).port), {
      ...{ session, origin: system.publicUrl, world, topics: 'state,counts,alerts' },
      query: { replay: new Date(atMs).toISOString(), speed: '0', session: 'after-action', turn: String(turn) },
    });
    await waitFor('its incidents', () => screen.held.alerts !== null);
    const snapshot = screen.ofType('snapshot').find((message) => message.topic === 'alerts');
    screen.close();
    return snapshot?.incidents.find(({ id: number }) => number === incident);
  };
  expect(await stateAt(noticedMs, 0)).toMatchObject({ state: 'new', owner: null, isExercise: true });
  expect(await stateAt(takenMs + 60_000, 1)).toMatchObject({ state: 'in_progress', owner: 'lan' });
}

async function putSomebodyOnDuty(): Promise<void> {
  // Somebody who asked for exercises: not even they are called by a drill.
  await duty('contact.set', {
    ...{ id: 'lan', nameVi: 'Lan', nameEn: 'Lan', phone: '0912345678', channels: ['sms'], drills: true },
    expectedVersion: 0,
  });
  await duty('channel.set', { settings: { ...smsChannel(phone.url), secret: 'key' }, expectedVersion: 0 });
  const layer = { nameVi: 'Ca', nameEn: 'Shift', members: ['lan'], startsAt: '2026-01-01T07:00', turnHours: 24 * 56 };
  await sql.query(`UPDATE rotas SET layers = $1 WHERE id = 'truc-ban'`, [
    JSON.stringify([{ ...layer, hours: '24/7', endsAt: null }]),
  ]);
}

async function untilNoticed(): Promise<number> {
  let found = 0;
  await waitFor(
    `the power cut to be noticed (${said})`,
    async () => {
      const { rows } = await sql.query<{ id: number }>(
        `SELECT i.id FROM incidents i JOIN alerts a ON a.id = i.cause_alert WHERE i.world = $1 AND a.rule = 'ward-kiosks-dark'`,
        [world],
      );
      found = rows[0]?.id ?? 0;
      return found > 0;
    },
    300_000,
  );
  return found;
}

async function judge(): Promise<DrillTold> {
  const { code, text } = await runCommand(['drill', 'judge', id, '--json'], env);
  if (code !== 0) throw new Error(text);
  return JSON.parse(text) as DrillTold;
}

function metOf({ judgement }: DrillTold, name: string): boolean | null | undefined {
  return judgement.findings.find(({ what, step }) => (step ? `${what} ${step}` : what) === name)?.isMet;
}

async function actOn(incident: number, verb: string, body: object): Promise<void> {
  const { rows } = await sql.query<{ version: number }>('SELECT version FROM incidents WHERE id = $1', [incident]);
  await duty(verb, { id: incident, expectedVersion: rows[0]?.version ?? 0, ...body }, 'account:lan');
}

async function duty(verb: string, body: object, actor = 'local:test'): Promise<void> {
  const subject = system.subjects.command('duty', verb);
  const answer = await requestCommand(system.nats, subject, { actor, key: system.commandKey, body });
  if (!answer.ok) throw new Error(`${verb}: ${answer.message}`);
}

/** What the drill's clock said last. */
async function worldMs(): Promise<number> {
  const { rows } = await sql.query<{ time: Date }>(
    `SELECT max(time) AS time FROM events WHERE world = $1 AND type = 'clock.tick'`,
    [world],
  );
  return rows[0]?.time.getTime() ?? 0;
}

async function refusedKeys(): Promise<boolean> {
  const { rows } = await sql.query<{ n: number }>(
    'SELECT count(*) AS n FROM sender_keys WHERE world = $1 AND revoked_at IS NULL',
    [world],
  );
  return rows[0]?.n === 0;
}
