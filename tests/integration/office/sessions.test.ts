import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IDLE_MS, LIFETIME_MS, TOUCH_MS } from '#shared/access/session-limits.ts';
import { hashToken } from '#shared/access/token.ts';
import { createSession } from '#shared/store/create-session.ts';
import { deleteExpired } from '#shared/store/delete-expired.ts';
import { deleteSession } from '#shared/store/delete-session.ts';
import { findAccount } from '#shared/store/find-account.ts';
import { findSession } from '#shared/store/find-session.ts';
import { insertAccount } from '#shared/store/insert-account.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const START = new Date('2026-11-23T01:00:00Z');
const at = (ms: number): Date => new Date(START.getTime() + ms);
const lan = { account: 'lan', role: 'duty', unit: null };

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2 });
  await insertAccount(pool, { name: 'lan', passwordHash: 'x', role: 'duty', unit: null, at: START });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function lastSeen(token: string): Promise<Date | undefined> {
  const { rows } = await pool.query<{ last_seen_at: Date }>('SELECT last_seen_at FROM sessions WHERE token_hash = $1', [
    hashToken(token),
  ]);
  return rows[0]?.last_seen_at;
}

describe('a session', () => {
  it('is found by its token, which is not in the database', async () => {
    const { token, expiresAt } = await createSession(pool, { account: 'lan', now: START });
    expect(expiresAt).toEqual(at(LIFETIME_MS));
    expect(await findSession(pool, token, START)).toEqual(lan);
    expect(await findSession(pool, `${token}x`, START)).toBeUndefined();
    const { rows } = await pool.query<{ line: string }>('SELECT sessions::text AS line FROM sessions');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('notes its use once a minute at most', async () => {
    const { token } = await createSession(pool, { account: 'lan', now: START });
    await findSession(pool, token, at(TOUCH_MS - 1));
    expect(await lastSeen(token)).toEqual(START);
    await findSession(pool, token, at(TOUCH_MS));
    expect(await lastSeen(token)).toEqual(at(TOUCH_MS));
  });

  it('ends when unused for too long', async () => {
    const { token } = await createSession(pool, { account: 'lan', now: START });
    expect(await findSession(pool, token, at(IDLE_MS))).toBeUndefined();
    expect(await findSession(pool, token, at(IDLE_MS - 1))).toEqual(lan);
    expect(await findSession(pool, token, at(2 * IDLE_MS - 2))).toEqual(lan);
  });

  it('ends after its lifetime, however much it is used', async () => {
    const { token } = await createSession(pool, { account: 'lan', now: START });
    for (let ms = 0; ms < LIFETIME_MS; ms += IDLE_MS - 1) expect(await findSession(pool, token, at(ms))).toEqual(lan);
    expect(await findSession(pool, token, at(LIFETIME_MS))).toBeUndefined();
  });

  it('ends at logout, and ending it again is no error', async () => {
    const { token } = await createSession(pool, { account: 'lan', now: START });
    await deleteSession(pool, token);
    await deleteSession(pool, token);
    expect(await findSession(pool, token, START)).toBeUndefined();
  });

  it('ends when the account is disabled', async () => {
    await insertAccount(pool, { name: 'gone', passwordHash: 'x', role: 'viewer', unit: null, at: START });
    const { token } = await createSession(pool, { account: 'gone', now: START });
    await pool.query("UPDATE accounts SET disabled_at = $1 WHERE name = 'gone'", [START]);
    expect(await findSession(pool, token, START)).toBeUndefined();
    expect(await findAccount(pool, 'gone')).toBeUndefined();
  });

  it('is removed once it has ended', async () => {
    const { token } = await createSession(pool, { account: 'lan', now: START });
    await deleteExpired(pool, at(IDLE_MS - 1));
    expect(await lastSeen(token)).toEqual(START);
    await deleteExpired(pool, at(IDLE_MS));
    expect(await lastSeen(token)).toBeUndefined();
  });
});
