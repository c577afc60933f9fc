import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { ConditionName, ProcessHealth, SystemCondition } from '#shared/wire/health.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { startSystem, type ProcessName, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

/*
 * Four conditions of the platform, each brought about for real on running processes, told, and taken back: a writer that can
 * commit nothing, a state whose checkpoints cannot be written, a log that is nearly full, a clock that is wrong.
 */
const patienceMs = 120_000;
type Told = readonly (readonly [ProcessName, ConditionName])[];
const ofRoomAndClock: Told = [
  ['ingest', 'log-disk'],
  ['ingest', 'clock-skew'],
];
const ofWriting: Told = [
  ['writer', 'consumer-stall'],
  ['live', 'checkpoint-age'],
];
const mib = 2 ** 20;

let database: TestDatabase;
let system: System;
let jsm: JetStreamManager;
let inTheWay: pg.Client;
let folder: string;
let clockFile: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vonglau-clock-'));
  clockFile = join(folder, 'shift-ms');
  database = await createTestDatabase();
  const preload = `--import=${resolve('tests/support/faults/shift-clock.ts')}`;
  system = await startSystem({
    ...{ ...inject('servers'), databaseUrl: database.databaseUrl, city: randomCity(), health: true },
    env: { LOG_LEVEL: 'silent', EVENTS_DIR: tmpdir() },
    envOf: { ingest: { NODE_OPTIONS: preload, CLOCK_SHIFT_FILE: clockFile } },
  });
  jsm = await jetstreamManager(system.nats);
  inTheWay = new pg.Client({ connectionString: database.databaseUrl });
  await inTheWay.connect();
});
afterAll(async () => {
  await inTheWay.end();
  await system.stop();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function conditionOf(process: ProcessName, name: ConditionName): Promise<SystemCondition | undefined> {
  const answer = await system.askHealth(process);
  const health = answer && (JSON.parse(answer.text) as ProcessHealth);
  return health?.conditions.find((condition) => condition.name === name);
}

async function untilAll(told: Told, states: readonly SystemCondition['state'][]): Promise<void> {
  for (const [process, name] of told) {
    const isSo = async (): Promise<boolean> => {
      const state = (await conditionOf(process, name))?.state;
      return state !== undefined && states.includes(state);
    };
    await waitFor(`${name} of ${process} to be ${states.join(' or ')}`, isSo, patienceMs);
  }
}

/** Waits until they are told, each with a figure beyond its limit. */
async function untilTold(told: Told): Promise<readonly (SystemCondition | undefined)[]> {
  await untilAll(told, ['warning', 'critical']);
  const found = await Promise.all(told.map(([process, name]) => conditionOf(process, name)));
  expect(found).toMatchObject(told.map(([process, name]) => ({ name, process })));
  for (const condition of found) expect(condition?.value).toBeGreaterThanOrEqual(condition?.warnAt ?? Infinity);
  return found;
}

/** Bounds the log anew, as whoever runs NATS may at any time; returns the bound that came of it. */
async function boundLog(maxBytes: (bytes: number) => number): Promise<number> {
  const { eventsStream } = system.subjects;
  const bytes = async (): Promise<number> => (await jsm.streams.info(eventsStream)).state.bytes;
  // A bound of nothing is none.
  await waitFor('the log to hold something', async () => (await bytes()) > 0);
  return (await jsm.streams.update(eventsStream, { max_bytes: maxBytes(await bytes()) })).config.max_bytes;
}

it('a log that is nearly full and a wrong clock are told, and taken back', { timeout: 4 * patienceMs }, async () => {
  await untilAll(ofRoomAndClock, ['ok']);
  expect(await boundLog((bytes) => Math.ceil(bytes / 0.75))).toBeLessThan(mib);
  await writeFile(clockFile, '5000');
  const [, skew] = await untilTold(ofRoomAndClock);
  expect(skew?.value).toBeGreaterThan(4);
  expect(skew?.value).toBeLessThan(6);
  await boundLog(() => 64 * mib);
  await writeFile(clockFile, '0');
  await untilAll(ofRoomAndClock, ['ok']);
});

it(
  'a writer and a keeper of checkpoints that cannot write are told, and taken back',
  { timeout: 4 * patienceMs },
  async () => {
    await untilAll(ofWriting, ['ok']);
    await inTheWay.query('BEGIN');
    // Everybody goes on reading; nobody writes.
    await inTheWay.query('LOCK TABLE checkpoints, writer_position IN EXCLUSIVE MODE');
    await untilTold(ofWriting);
    await inTheWay.query('ROLLBACK');
    await untilAll(ofWriting, ['ok']);
    // They are the platform's: nothing of them is an alert or an incident of the city.
    const { rows } = await inTheWay.query('SELECT FROM alerts UNION ALL SELECT FROM incidents');
    expect(rows).toEqual([]);
  },
);
