import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashToken } from '#shared/access/token.ts';
import { verifyPassword } from '#shared/access/password-hash.ts';
import { createSession } from '#shared/store/create-session.ts';
import { findAccount } from '#shared/store/find-account.ts';
import { findSession } from '#shared/store/find-session.ts';
import { findWallToken } from '#shared/store/find-wall-token.ts';
import type { KeyCreated } from '#shared/wire/commands.ts';
import { hashBody } from '../../../stream/commands/hash-body.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { launchOffice, makeDataDir, type LaunchedOffice } from './launch-office.ts';
import { openRegistryReader, type RegistryReader } from './registry-reader.ts';

const wish = { source: 'urn:test:kiosks', world: 'live', kinds: ['kiosk'], assets: ['K*'] };

let database: TestDatabase;
let pool: pg.Pool;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
let office: LaunchedOffice;
let registry: RegistryReader;

beforeAll(async () => {
  const city = randomCity();
  [database, folder] = await Promise.all([createTestDatabase(), makeDataDir()]);
  registry = await openRegistryReader(city, folder.dataDir);
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2 });
  office = await launchOffice({ databaseUrl: database.databaseUrl, city, dataDir: folder.dataDir });
});

afterAll(async () => {
  expect(await office.stop()).toBe(0);
  await registry.close();
  await pool.end();
  await Promise.all([database.drop(), folder.remove()]);
});

/** `expect.stringContaining` with a type. */
const containing = (text: string): unknown => expect.stringContaining(text);

async function createKey(body: object = wish, id?: string): Promise<KeyCreated> {
  const answer = await registry.ask<KeyCreated>('key.create', body, id);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

async function auditOf(subject: string): Promise<{ actor: string; verb: string }[]> {
  const { rows } = await pool.query<{ actor: string; verb: string }>(
    'SELECT actor, verb FROM audit WHERE subject = $1 ORDER BY seq',
    [subject],
  );
  return rows;
}

describe('keys', () => {
  it('are published by the time they are answered, with the hash of the secret and never the secret', async () => {
    const { kid, token, expiresAt } = await createKey();
    const secret = token.slice(`vl_${kid}_`.length);
    const published = (await registry.keys()).find((key) => key.kid === kid);
    expect(published).toMatchObject({
      ...wish,
      secretHash: hashToken(secret),
      expiresAt,
      ratePerS: 1000,
      revokedAt: null,
    });
    const tables = ['sender_keys', 'commands', 'audit'].map((table) => `SELECT ${table}::text AS line FROM ${table}`);
    const { rows } = await pool.query<{ line: string }>(tables.join(' UNION ALL '));
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.map(({ line }) => line).join()).not.toContain(secret);
    expect(office.log()).not.toContain(secret);
  });

  it('of one source can be valid two at a time', async () => {
    const [one, other] = [await createKey(), await createKey()];
    const valid = (await registry.keys()).filter((key) => [one.kid, other.kid].includes(key.kid));
    expect(valid.map(({ revokedAt }) => revokedAt)).toEqual([null, null]);
  });

  it('are listed without their hashes', async () => {
    const { kid } = await createKey();
    const answer = await registry.ask<Record<string, unknown>[]>('key.list', {});
    const listed = answer.ok ? answer.value.find((key) => key.kid === kid) : undefined;
    expect(listed).toMatchObject({ source: wish.source, world: 'live' });
    expect(listed).not.toHaveProperty('secretHash');
  });

  it('are revoked at once, and revoking again changes nothing', async () => {
    const { kid } = await createKey();
    const first = await registry.ask('key.revoke', { kid });
    const published = (await registry.keys()).find((key) => key.kid === kid);
    expect(first).toEqual({ ok: true, value: { kid, revokedAt: published?.revokedAt } });
    expect(await registry.ask('key.revoke', { kid })).toEqual(first);
    expect(await auditOf(kid)).toEqual([
      { actor: 'local:test', verb: 'key.create' },
      { actor: 'local:test', verb: 'key.revoke' },
      { actor: 'local:test', verb: 'key.revoke' },
    ]);
  });

  it('that do not exist cannot be revoked', async () => {
    const answer = await registry.ask('key.revoke', { kid: 'aaaaaaaa' });
    expect(answer).toMatchObject({ ok: false, code: 'not-found', message: containing('key list') });
  });

  it('are refused with the reason when the wish makes no sense', async () => {
    const refused = (body: object) => registry.ask('key.create', { ...wish, ...body });
    expect(await refused({ kinds: ['clock'] })).toMatchObject({ code: 'invalid' });
    expect(await refused({ world: 'elsewhere' })).toMatchObject({ code: 'invalid' });
    expect(await refused({ allowanceD: 90 })).toMatchObject({ message: containing('RETENTION_D') });
    expect(await refused({ extra: 1 })).toMatchObject({ message: containing('extra') });
  });
});

describe('a repeated command', () => {
  it('makes no second key and does not show the token again', async () => {
    const id = crypto.randomUUID();
    const { kid } = await createKey(wish, id);
    const before = (await registry.keys()).length;
    const again = await registry.ask('key.create', wish, id);
    expect(again).toMatchObject({ ok: false, code: 'conflict', message: containing(kid) });
    expect(JSON.stringify(again)).not.toContain('vl_');
    expect(await registry.keys()).toHaveLength(before);
  });

  it('gets the first answer even when sent several times at once', async () => {
    const { kid } = await createKey();
    const id = crypto.randomUUID();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => registry.ask('key.revoke', { kid }, id)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await auditOf(kid)).filter(({ verb }) => verb === 'key.revoke')).toHaveLength(1);
  });

  it('is refused when the id was used for another verb', async () => {
    const id = crypto.randomUUID();
    await createKey(wish, id);
    expect(await registry.ask('walltoken.create', { label: 'x' }, id)).toMatchObject({ ok: false, code: 'conflict' });
  });

  it('is refused when the id was used for something else by the same verb', async () => {
    const [one, other] = [await createKey(), await createKey()];
    const id = crypto.randomUUID();
    expect(await registry.ask('key.revoke', { kid: one.kid }, id)).toMatchObject({ ok: true });
    const answer = await registry.ask('key.revoke', { kid: other.kid }, id);
    expect(answer).toMatchObject({ ok: false, code: 'conflict', message: containing('another id') });
    expect((await registry.keys()).find(({ kid }) => kid === other.kid)?.revokedAt).toBe(null);
  });

  it('leaves nothing by which its password could be guessed', async () => {
    const wished = { name: 'hoa', role: 'viewer', password: 'một câu khác cũng đủ dài' };
    const ids = [crypto.randomUUID(), crypto.randomUUID()];
    await registry.ask('account.create', wished, ids[0]);
    const bodies = [{ name: 'hoa', password: wished.password }, { name: 'hoa' }];
    await registry.ask('account.password', bodies[0], ids[1]);
    const { rows } = await pool.query<{ body_hash: string }>('SELECT body_hash FROM commands WHERE id = $1', [ids[1]]);
    expect(rows).toEqual([{ body_hash: hashBody(bodies[1]) }]);
  });
});

describe('worlds', () => {
  const clock = { world: 'replay:one', anchorRealMs: 1, anchorWorldMs: 2, speed: 60, holdAtMs: 3 };

  it('are made once in the trail, moved without one, and published only when they changed', async () => {
    expect(await registry.ask('world.set', clock)).toEqual({ ok: true, value: clock });
    const moved = { ...clock, holdAtMs: 4 };
    await registry.ask('world.set', moved);
    const published = await registry.read('worlds');
    expect(JSON.parse(published?.text ?? '')).toContainEqual(moved);
    await registry.ask('world.set', moved);
    expect((await registry.read('worlds'))?.revision).toBe(published?.revision);
    expect(await auditOf(clock.world)).toEqual([{ actor: 'local:test', verb: 'world.set' }]);
    const { rows } = await pool.query("SELECT FROM commands WHERE verb = 'world.set'");
    expect(rows).toHaveLength(0);
    expect(await registry.ask('world.list', {})).toEqual({ ok: true, value: [moved] });
  });

  it('do not include the live one', async () => {
    expect(await registry.ask('world.set', { ...clock, world: 'live' })).toMatchObject({
      ok: false,
      code: 'invalid',
      message: containing('live'),
    });
  });
});

describe('accounts', () => {
  it('get a made password that works and is told once', async () => {
    const id = crypto.randomUUID();
    const made = await registry.ask<{ password: string }>('account.create', { name: 'lan', role: 'duty' }, id);
    const password = made.ok ? made.value.password : '';
    const account = await findAccount(pool, 'LAN');
    expect(account?.role).toBe('duty');
    expect(await verifyPassword(account?.passwordHash, password)).toBe(true);
    expect(await registry.ask('account.create', { name: 'lan', role: 'duty' }, id)).toMatchObject({ ok: false });
    expect(office.log()).not.toContain(password);
  });

  it('lose their sessions with a new password', async () => {
    await registry.ask('account.create', { name: 'minh', role: 'viewer' });
    const now = new Date();
    const { token } = await createSession(pool, { account: 'minh', now });
    expect(await findSession(pool, token, now)).toEqual({ account: 'minh', role: 'viewer', unit: null });
    const chosen = { name: 'minh', password: 'một câu đủ dài để nhớ' };
    expect(await registry.ask('account.password', chosen)).toEqual({ ok: true, value: { name: 'minh' } });
    expect(await findSession(pool, token, now)).toBeUndefined();
    expect(await verifyPassword((await findAccount(pool, 'minh'))?.passwordHash, chosen.password)).toBe(true);
  });

  it('are refused when taken, missing, weak or misnamed', async () => {
    expect(await registry.ask('account.create', { name: 'admin', role: 'viewer' })).toMatchObject({ code: 'conflict' });
    expect(await registry.ask('account.password', { name: 'nobody' })).toMatchObject({ code: 'not-found' });
    expect(await registry.ask('account.password', { name: 'admin', password: 'short' })).toMatchObject({
      code: 'invalid',
    });
    expect(await registry.ask('account.create', { name: 'Ad min', role: 'viewer' })).toMatchObject({ code: 'invalid' });
  });
});

describe('wall tokens', () => {
  it('open their world until they are revoked', async () => {
    const made = await registry.ask<{ id: string; token: string }>('walltoken.create', {
      label: 'hall',
      world: 'sim:a',
    });
    if (!made.ok) throw new Error(made.message);
    const { id, token } = made.value;
    expect(await findWallToken(pool, token)).toEqual({ label: 'hall', world: 'sim:a' });
    expect(await findWallToken(pool, `${token}x`)).toBeUndefined();
    expect(await registry.ask('walltoken.revoke', { id })).toMatchObject({ ok: true });
    expect(await findWallToken(pool, token)).toBeUndefined();
    const listed = await registry.ask<{ id: string; revokedAt: string | null }[]>('walltoken.list', {});
    expect(listed.ok && listed.value.find((entry) => entry.id === id)?.revokedAt).toMatch(/^20/);
  });
});

describe('what is not a command', () => {
  it('is answered with what there is', async () => {
    expect(await registry.ask('key.steal', {})).toMatchObject({ message: containing('key.create') });
    expect(await registry.ask('key.create', wish, 'short')).toMatchObject({ ok: false, code: 'invalid' });
  });
});

describe('the trail', () => {
  it.each(['UPDATE audit SET actor = $1', 'DELETE FROM audit WHERE actor <> $1'])('refuses %s', async (statement) => {
    await expect(pool.query(statement, ['x'])).rejects.toThrow('never changed or removed');
  });

  it('refuses TRUNCATE', async () => {
    await expect(pool.query('TRUNCATE audit')).rejects.toThrow('never changed or removed');
  });
});

describe('a database that drops its connections', () => {
  it('costs a command at most a repeat with the same id', async () => {
    const id = crypto.randomUUID();
    await pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'office' AND datname = current_database()",
    );
    await vi.waitFor(
      async () => {
        const answer = await registry.ask('walltoken.create', { label: id }, id);
        expect(answer.ok || answer.code === 'conflict').toBe(true);
      },
      { timeout: 40_000, interval: 100 },
    );
    const { rows } = await pool.query('SELECT FROM wall_tokens WHERE label = $1', [id]);
    expect(rows).toHaveLength(1);
  });
});
