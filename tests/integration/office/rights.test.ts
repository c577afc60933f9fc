import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountChanged, AccountListed } from '#shared/access/account-commands.ts';
import { roles } from '#shared/access/roles.ts';
import { requestCommand } from '#shared/service/request.ts';
import { createSession } from '#shared/store/create-session.ts';
import { findSession } from '#shared/store/find-session.ts';
import { verifyAudit } from '#shared/store/verify-audit.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { launchOffice, makeDataDir, type LaunchedOffice } from './launch-office.ts';
import { openRegistryReader, type RegistryReader } from './registry-reader.ts';

const wish = { source: 'urn:test:kiosks', world: 'live', kinds: ['kiosk'], assets: ['K*'] };
const city = randomCity();

let database: TestDatabase;
let pool: pg.Pool;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
let office: LaunchedOffice;
let registry: RegistryReader;
let rechecks = 0;

beforeAll(async () => {
  [database, folder] = await Promise.all([createTestDatabase(), makeDataDir()]);
  registry = await openRegistryReader(city, folder.dataDir);
  registry.nats.subscribe(subjectsOf(city).recheck, {
    callback: () => {
      rechecks += 1;
    },
  });
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2 });
  office = await launchOffice({
    ...{ databaseUrl: database.databaseUrl, city, dataDir: folder.dataDir },
    packDir: 'tests/support/cities/six-unit',
  });
  for (const role of roles.filter((name) => name !== 'administrator')) {
    const unit = role === 'unit' ? { unit: '00004' } : {};
    await registry.ask('account.create', { name: `a-${role}`, role, ...unit });
  }
});

afterAll(async () => {
  expect((await verifyAudit(pool)).faults).toEqual([]);
  await office.stop();
  await registry.close();
  await pool.end();
  await Promise.all([database.drop(), folder.remove()]);
});

const as = (actor: string, verb: string, body: object = {}) => registry.ask<unknown>(verb, body, undefined, actor);
const change = (body: object) => registry.ask<AccountChanged>('account.change', body);

describe('a command', () => {
  it.each(roles.filter((role) => role !== 'administrator'))(
    'of the administration is refused to a %s',
    async (role) => {
      const actor = `account:a-${role}`;
      expect(await as(actor, 'key.create', wish)).toMatchObject({ ok: false, code: 'forbidden' });
      expect(await as(actor, 'account.change', { name: 'admin', role: 'viewer' })).toMatchObject({ code: 'forbidden' });
      expect(await as(actor, 'walltoken.list')).toMatchObject({ code: 'forbidden' });
      expect(await as(actor, 'act.judge', { actor, act: 'key.create' })).toMatchObject({ code: 'forbidden' });
      expect(await as(actor, 'world.list')).toMatchObject({ ok: true });
    },
  );

  it('is carried out for an administrator, this machine, and a process within its rights', async () => {
    expect(await as('account:admin', 'key.create', wish)).toMatchObject({ ok: true });
    expect(await as('local:root', 'account.list')).toMatchObject({ ok: true });
    expect(await as('process:replay', 'key.create', wish)).toMatchObject({ ok: true });
    expect(await as('process:replay', 'account.list')).toMatchObject({ code: 'forbidden' });
  });

  it('is refused to whoever is nobody', async () => {
    for (const actor of ['account:nobody', 'admin', 'cli:root', 'root:local', 'account:']) {
      expect(await as(actor, 'world.list')).toMatchObject({ ok: false, code: 'forbidden' });
    }
    expect(office.log()).toContain('refused');
  });

  it('without a signature is refused', async () => {
    const subject = subjectsOf(city).command('office', 'key.list');
    const answer = await requestCommand(registry.nats, subject, { actor: 'local:root', body: {} });
    expect(answer).toMatchObject({ ok: false, code: 'forbidden' });
  });
});

describe('act.judge', () => {
  it('judges for a process, and notes in the name of who acts', async () => {
    const note = { verb: 'quarantine.replay', subject: 'all', detail: {} };
    const judged = (actor: string) =>
      as('process:ingest', 'act.judge', { actor, act: 'quarantine.replay', note: { ...note, subject: actor } });
    expect(await judged('account:admin')).toMatchObject({ ok: true });
    expect(await judged('account:a-duty')).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await judged('local:root')).toMatchObject({ ok: true });
    const { rows } = await pool.query(`SELECT actor FROM audit WHERE verb = 'quarantine.replay' ORDER BY seq`);
    expect(rows).toEqual([{ actor: 'account:admin' }, { actor: 'local:root' }]);
  });
});

describe('an account', () => {
  it('of a unit names a unit that there is; any other names none', async () => {
    const create = (body: object) => registry.ask('account.create', { name: 'new', ...body });
    expect(await create({ role: 'unit' })).toMatchObject({ code: 'invalid' });
    expect(await create({ role: 'unit', unit: '99999' })).toMatchObject({ code: 'not-found' });
    expect(await create({ role: 'viewer', unit: '00004' })).toMatchObject({ code: 'invalid' });
  });

  it('that loses or gets a right is logged out, and open screens are looked at again', async () => {
    const { token } = await createSession(pool, { account: 'a-viewer', now: new Date() });
    const before = rechecks;
    expect(await change({ name: 'a-viewer', role: 'unit', unit: '00008' })).toEqual({
      ok: true,
      value: { name: 'a-viewer', role: 'unit', unit: '00008', disabled: false, sessionsEnded: 1 },
    });
    expect(await findSession(pool, token, new Date())).toBeUndefined();
    expect(await change({ name: 'a-viewer', role: 'unit' })).toMatchObject({ value: { sessionsEnded: 0 } });
    expect(await change({ name: 'a-viewer', role: 'viewer' })).toMatchObject({ value: { unit: null } });
    await registry.nats.flush();
    expect(rechecks).toBe(before + 2);
  });

  it('that is disabled commands nothing more, until it is let in again', async () => {
    await registry.ask('account.create', { name: 'second', role: 'administrator' });
    expect(await as('account:second', 'key.list')).toMatchObject({ ok: true });
    expect(await registry.ask('account.disable', { name: 'second' })).toMatchObject({ value: { disabled: true } });
    expect(await as('account:second', 'key.list')).toMatchObject({ ok: false, code: 'forbidden' });
    await change({ name: 'second', disabled: false });
    expect(await as('account:second', 'key.list')).toMatchObject({ ok: true });
  });

  it('of the last administrator stays one, whoever asks, and of two who disable each other one stays', async () => {
    const { value: first } = (await change({ name: 'second', role: 'leader' })) as { value: AccountChanged };
    expect(first.role).toBe('leader');
    expect(await change({ name: 'admin', disabled: true })).toMatchObject({ ok: false, code: 'conflict' });
    expect(await as('account:admin', 'account.change', { name: 'admin', role: 'viewer' })).toMatchObject({
      code: 'conflict',
    });
    await change({ name: 'second', role: 'administrator' });
    const answers = await Promise.all([
      as('account:admin', 'account.disable', { name: 'second' }),
      as('account:second', 'account.disable', { name: 'admin' }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const { rows } = await pool.query(`SELECT name FROM accounts WHERE role = 'administrator' AND disabled_at IS NULL`);
    expect(rows).toHaveLength(1);
    await change({ name: 'admin', disabled: false });
  });

  it('is listed with its role, unit, state and sessions, without its password', async () => {
    await createSession(pool, { account: 'a-unit', now: new Date() });
    const answer = await registry.ask<AccountListed[]>('account.list', {});
    const listed = answer.ok ? answer.value : [];
    expect(listed.find(({ name }) => name === 'a-unit')).toMatchObject({
      ...{ role: 'unit', unit: '00004', login: 'password', disabledAt: null, sessions: 1 },
      lastSeenAt: expect.stringMatching(/^20/) as unknown,
    });
    expect(JSON.stringify(listed)).not.toContain('argon2');
  });

  it('that there is none of cannot be changed', async () => {
    expect(await change({ name: 'nobody', role: 'viewer' })).toMatchObject({ code: 'not-found' });
  });
});
