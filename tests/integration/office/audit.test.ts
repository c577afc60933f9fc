import { PassThrough } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { pgTypes } from '#shared/service/pg-types.ts';
import { insertAudit, type AuditEntry } from '#shared/store/insert-audit.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { listAudit } from '#shared/store/list-audit.ts';
import { readAuditHead, verifyAudit } from '#shared/store/verify-audit.ts';
import { run as verify } from '../../../infra/cli/audit/verify.ts';
import { run as list } from '../../../infra/cli/audit/list.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const at = new Date('2026-11-23T03:00:00.123Z');

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 8, types: pgTypes });
  // Two rows of an older release, as it wrote them.
  await pool.query(
    `INSERT INTO audit (at, actor, verb, subject, detail, reason)
     VALUES ('2026-11-01 01:02:03.456789+00', 'office', 'pack.import', 'hanoi', '{"b": 1, "a": [true, null]}', NULL),
            ('2026-11-02Z', 'cli:root', 'key.revoke', 'bbbbbbbb', '{}', 'mất')`,
  );
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const append = (over: Partial<AuditEntry> = {}): Promise<void> =>
  inTransaction(pool, (sql) =>
    insertAudit(sql, { at, actor: 'account:lan', verb: 'key.create', subject: 'k', detail: {}, ...over }),
  );

/** Does to the trail what only somebody who can switch its guard off can do, looks, and puts it back. */
async function tamper(statements: string[]): Promise<{ seq: number; what: string }[]> {
  const sql = await pool.connect();
  await sql.query('BEGIN');
  await sql.query('ALTER TABLE audit DISABLE TRIGGER audit_append_only');
  for (const statement of statements) await sql.query(statement);
  const { faults } = await verifyAudit(sql);
  await sql.query('ROLLBACK');
  sql.release();
  return faults.map(({ seq, what }) => ({ seq, what }));
}

async function runVerb(verb: typeof verify | typeof list, args: string[]): Promise<{ text: string; code: number }> {
  const stdout = new PassThrough();
  const { natsUrl, redisUrl } = inject('servers');
  const code = await verb(args, {
    env: {
      ...{ NATS_URL: natsUrl, REDIS_URL: redisUrl, DATABASE_URL: database.databaseUrl },
      ...{ INGEST_URL: 'http://127.0.0.1:1', PUBLIC_ORIGIN: 'http://127.0.0.1:1' },
    },
    ...{ stdin: new PassThrough(), stdout, stderr: new PassThrough(), signal: new AbortController().signal },
  });
  return { text: String(stdout.read() ?? ''), code: code ?? 0 };
}

describe('the trail', () => {
  it('goes on from what an older release wrote, says how much that is, and vouches for it', async () => {
    expect(await verifyAudit(pool)).toEqual({ rows: 2, unchained: 2, head: null, faults: [] });
    await append();
    await append({ detail: { text: 'Ngọc Hà "\n', number: 0.1, big: 1e21, nested: { z: 1, a: [null, { b: -0 }] } } });
    expect(await verifyAudit(pool)).toMatchObject({ rows: 4, unchained: 2, head: { seq: 4 }, faults: [] });
    expect(await tamper(["UPDATE audit SET subject = 'haiphong' WHERE seq = 1"])).toEqual([{ seq: 3, what: 'before' }]);
    expect(await tamper(['DELETE FROM audit WHERE seq = 2'])).toEqual([{ seq: 3, what: 'before' }]);
  });

  it('is one chain however many append at once, and a rolled back row leaves no fault', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, nr) => append({ subject: `s${String(nr)}` })));
    await expect(
      inTransaction(pool, async (sql) => {
        await insertAudit(sql, { at, actor: 'a', verb: 'v', subject: 's', detail: {} });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await append({ reason: 'sau cùng' });
    expect(await verifyAudit(pool)).toMatchObject({ rows: 45, unchained: 2, faults: [] });
  });

  it.each([
    ['actor', `actor = 'account:minh'`],
    ['time by a microsecond', `at = at + interval '1 microsecond'`],
    ['detail', `detail = '{"kid": "other"}'`],
    ['reason', `reason = 'other'`],
  ])('shows that the %s of a row was changed', async (_what, change) => {
    expect(await tamper([`UPDATE audit SET ${change} WHERE seq = 20`])).toEqual([{ seq: 20, what: 'changed' }]);
  });

  it('shows that a row was changed and its hash made to fit', async () => {
    const fits = `UPDATE audit SET prev = repeat('a', 64), hash = repeat('b', 64) WHERE seq = 20`;
    expect(await tamper([fits])).toEqual([
      { seq: 20, what: 'changed' },
      { seq: 21, what: 'missing' },
    ]);
  });

  it('shows that a row was removed', async () => {
    expect(await tamper(['DELETE FROM audit WHERE seq = 20'])).toEqual([{ seq: 21, what: 'missing' }]);
  });

  it('shows that a row was put in, with a hash or without', async () => {
    const insert = (hashes: string): string =>
      `INSERT INTO audit (seq, at, actor, verb, subject, detail, prev, hash) OVERRIDING SYSTEM VALUE
       VALUES (100, now(), 'account:lan', 'key.create', 'x', '{}', ${hashes})`;
    expect(await tamper([insert('NULL, NULL')])).toEqual([{ seq: 100, what: 'unchained' }]);
    expect(await tamper([insert(`repeat('a', 64), repeat('b', 64)`)])).toEqual([{ seq: 100, what: 'changed' }]);
  });

  it('shows against a witness from outside that its end was cut off, or that all of it was written anew', async () => {
    const head = await readAuditHead(pool);
    if (!head) throw new Error('no head');
    const hash = `${String(head.seq)}:${head.hash}`;
    expect(await runVerb(verify, ['--head', hash])).toMatchObject({ code: 0 });
    const sql = await pool.connect();
    await sql.query('BEGIN');
    await sql.query('ALTER TABLE audit DISABLE TRIGGER audit_append_only');
    await sql.query('DELETE FROM audit WHERE seq > 30');
    expect((await verifyAudit(sql)).faults).toEqual([]);
    expect((await verifyAudit(sql, head)).faults).toEqual([{ seq: head.seq, what: 'witness' }]);
    await sql.query('ROLLBACK');
    sql.release();
    expect(await verifyAudit(pool, { seq: 30, hash: '0'.repeat(64) })).toMatchObject({
      faults: [{ seq: 30, what: 'witness' }],
    });
  });

  it('cannot be changed while its guard stands', async () => {
    await expect(pool.query("UPDATE audit SET actor = 'x'")).rejects.toThrow('never changed or removed');
  });
});

describe('vonglau audit', () => {
  it('verifies in words and in JSON', async () => {
    const { text, code } = await runVerb(verify, []);
    expect(code).toBe(0);
    expect(text).toMatch(
      /^45 rows, the first 2 from before the chain\. Head \d+:[0-9a-f]{64}\nThe chain is whole\.\n$/,
    );
    expect(JSON.parse((await runVerb(verify, ['--json'])).text)).toMatchObject({ rows: 45, faults: [] });
    expect(await runVerb(verify, ['--head', `3:${'0'.repeat(64)}`])).toMatchObject({ code: 1 });
  });

  it('lists the newest first, by verb and by actor', async () => {
    const rows = await listAudit(pool, { limit: 2 });
    expect(rows.map(({ reason }) => reason)).toEqual(['sau cùng', null]);
    expect((await listAudit(pool, { limit: 9, verb: 'pack.*' })).map(({ seq }) => seq)).toEqual([1]);
    expect((await listAudit(pool, { limit: 9, actor: 'cli:root' })).map(({ seq }) => seq)).toEqual([2]);
    expect((await listAudit(pool, { limit: 9, actor: 'c%' })).length).toBe(0);
    expect((await listAudit(pool, { limit: 9, beforeSeq: 3 })).map(({ seq }) => seq)).toEqual([2, 1]);
    expect((await runVerb(list, ['--limit', '1'])).text).toMatch(/SEQ .*\n\d+ .*key\.create .*sau cùng/);
  });
});
