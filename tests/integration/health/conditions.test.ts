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
const told: readonly (readonly [ProcessName, ConditionName])[] = [
  ['writer', 'consumer-stall'],
  ['live', 'checkpoint-age'],
  ['ingest', 'log-disk'],
  ['ingest', 'clock-skew'],
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
}, 90_000);
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

async function untilAll(what: string, isSo: (state: SystemCondition['state'] | undefined) => boolean): Promise<void> {
  for (const [process, name] of told) {
    await waitFor(
      `${name} of ${process} to be ${what}`,
      async () => isSo((await conditionOf(process, name))?.state),
      patienceMs,
    );
  }
}

/** Bounds the log anew, as whoever runs NATS may at any time. */
async function boundLog(maxBytes: (bytes: number) => number): Promise<void> {
  const { config, state } = await jsm.streams.info(system.subjects.eventsStream);
  await jsm.streams.update(config.name, { max_bytes: maxBytes(state.bytes) });
}

it('are told while they are, and taken back when they are over', { timeout: 4 * patienceMs }, async () => {
  await untilAll('well', (state) => state === 'ok');

  await inTheWay.query('BEGIN');
  // Everybody goes on reading; nobody writes.
  await inTheWay.query('LOCK TABLE checkpoints, writer_position IN EXCLUSIVE MODE');
  await boundLog((bytes) => Math.ceil(bytes / 0.75));
  await writeFile(clockFile, '5000');
  await untilAll('told of', (state) => state === 'warning' || state === 'critical');
  const found = await Promise.all(told.map(([process, name]) => conditionOf(process, name)));
  expect(found).toMatchObject(told.map(([process, name]) => ({ name, process })));
  for (const condition of found) expect(condition?.value).toBeGreaterThanOrEqual(condition?.warnAt ?? Infinity);
  const skew = found.find((condition) => condition?.name === 'clock-skew');
  expect(skew?.value).toBeGreaterThan(4);
  expect(skew?.value).toBeLessThan(6);

  await inTheWay.query('ROLLBACK');
  await boundLog(() => 64 * mib);
  await writeFile(clockFile, '0');
  await untilAll('well again', (state) => state === 'ok');
  // They are the platform's: nothing of them is an alert or an incident of the city.
  const { rows } = await inTheWay.query('SELECT FROM alerts UNION ALL SELECT FROM incidents');
  expect(rows).toEqual([]);
});
