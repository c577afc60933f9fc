import type pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { startCity, type City } from '../../chaos/harness/city.ts';

// The oracle is only worth something if it turns red: here everything is sound, and one thing at a time is spoilt.
let city: City;
let sql: pg.Client;
let id: string;

beforeAll(async () => {
  const { natsUrl, databaseUrl, redisUrl } = inject('servers');
  const servers = { nats: { url: natsUrl }, postgres: { url: databaseUrl }, redis: { url: redisUrl } };
  city = await startCity('1', servers, { leastAcked: 100, screens: 1 });
  await city.load.takes(300);
  sql = await city.connect();
  expect(await faults()).toEqual([]);
  const { rows } = await sql.query<{ id: string }>(
    `SELECT id FROM events WHERE type = 'parking.paid' ORDER BY seq, idx LIMIT 1`,
  );
  id = rows[0]?.id ?? '';
  await sql.query(`CREATE TEMPORARY TABLE kept AS SELECT * FROM events WHERE id = '${id}'`);
});

afterAll(async () => {
  await sql.end();
  await city.close();
});

async function faults(): Promise<string[]> {
  const judgement = await city.judge({ settleMs: 15_000 });
  return judgement.faults.map((fault) => fault.slice(0, fault.indexOf(':')));
}

async function restore(): Promise<void> {
  await sql.query('DELETE FROM events WHERE id = $1', [id]);
  await sql.query('INSERT INTO events SELECT * FROM kept');
}

it.each<[what: string, spoil: string, found: string[]]>([
  ['a deleted row', 'DELETE FROM events WHERE id = $1', ['O1', 'O5']],
  ['a doubled row', 'INSERT INTO events SELECT * FROM events WHERE id = $1', ['O3', 'O5']],
  [
    'a changed payload',
    `UPDATE events SET data = (data::jsonb || '{"amountVnd": 7}')::json WHERE id = $1`,
    ['O4', 'O5'],
  ],
  ['a row that nobody sent', `UPDATE events SET id = id || 'x' WHERE id = $1`, ['O1', 'O2']],
])('%s is found', async (_, spoil, found) => {
  await sql.query(spoil, [id]);
  expect(await faults()).toEqual(found);
  await sql.query(`DELETE FROM events WHERE id = $1 || 'x'`, [id]);
  await restore();
});

it('a broken roll-up is found', async () => {
  const spoil = (by: number) =>
    sql.query(
      `UPDATE counts_day c SET sum = sum + ${String(by)} FROM series s
       WHERE s.series = c.series AND s.metric = 'parking.paid_vnd' AND s.unit = '' AND s.dim = ''`,
    );
  await spoil(1);
  expect(await faults()).toContain('O5');
  await spoil(-1);
});

it('a changed line of the audit trail is found', async () => {
  const spoil = async (from: string, to: string): Promise<void> => {
    await sql.query('ALTER TABLE audit DISABLE TRIGGER USER');
    await sql.query(
      'UPDATE audit SET actor = $2 || substr(actor, length($1) + 1) WHERE seq = (SELECT min(seq) FROM audit)',
      [...[from, to]],
    );
    await sql.query('ALTER TABLE audit ENABLE TRIGGER USER');
  };
  await spoil('', 'x');
  expect(await faults()).toEqual(['O9']);
  await spoil('x', '');
  expect(await faults()).toEqual([]);
});

it('a critical alert of which nobody was told is found', async () => {
  await sql.query(
    `INSERT INTO alerts (world, rule, target, opened_seq, priority, labels, rule_body, since, opened_at, condition, value, suppression,
       is_late, changed_at)
     VALUES ('live', 'spoilt', 'K001', 1, 'P1', '{}', '{}', now(), now(), 'firing', '{}', '{"why": "none"}', false, now())`,
  );
  expect(await faults()).toEqual(['O8']);
  await sql.query(`DELETE FROM alerts WHERE rule = 'spoilt'`);
});

it('a stale screen is found', async () => {
  const assets = city.screens[0]?.state.assets;
  const known = assets?.get('B001');
  if (!assets || !known) throw new Error('the screen does not know B001');
  assets.set('B001', { ...known, seen: '2026-01-01T00:00:00.000Z' });
  expect(await faults()).toEqual(['O6']);
  assets.set('B001', known);
  expect(await faults()).toEqual([]);
});
