import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { AccountListed, AccountSet } from '#shared/access/account-commands.ts';
import { roles, type Role } from '#shared/access/roles.ts';
import { stepAt, totpOf } from '#shared/access/second-factor/totp.ts';
import { verifyAudit } from '#shared/store/verify-audit.ts';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { launchBrowser } from '../support/browser.ts';
import { openCityAccounts } from '../support/city-accounts.ts';
import { logInByCity } from '../support/city-login.ts';
import { fromBase32 } from '../support/from-base32.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { openSocket } from '../support/open-socket.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { openVisitor, type Visitor } from '../support/web-visitor.ts';

const folder = mkdtempSync(join(tmpdir(), 'vonglau-people-'));
const passwords = new Map<Role, string>();

let database: TestDatabase;
let system: System;
let pool: pg.Pool;
let city: Awaited<ReturnType<typeof openCityAccounts>>;
let browser: Browser;

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  [database, city] = await Promise.all([createTestDatabase(), openCityAccounts()]);
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2 });
  const secretFile = join(folder, 'oidc-secret');
  writeFileSync(secretFile, `${city.secret}\n`);
  system = await startSystem({
    ...inject('servers'),
    ...{ databaseUrl: database.databaseUrl, city: randomCity(), processes: ['office', 'live', 'display'] },
    envOf: {
      // Only what the office says ends a screen within this test.
      live: { LIVE_RECHECK_S: '3600' },
      display: {
        ...{ OIDC_ISSUER: city.issuer, OIDC_CLIENT_ID: city.clientId, OIDC_CLIENT_SECRET_FILE: secretFile },
        OIDC_ROLES: 'soc-admin=administrator,ward-1=unit:00004,soc-duty=duty',
      },
    },
  });
  city.serve(system.publicUrl);
  for (const role of roles) {
    const unit = role === 'unit' ? { unit: '00004' } : {};
    const { password = '' } = await system.ask<AccountSet>('account.create', { name: `a-${role}`, role, ...unit });
    passwords.set(role, password);
  }
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await system.stop();
  city.close();
  await pool.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function visitAs(role: Role): Promise<Visitor> {
  const visitor = openVisitor(system.publicUrl);
  const answer = await visitor.logIn(`a-${role}`, passwords.get(role) ?? '');
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  return visitor;
}

async function trail(verb: string): Promise<{ actor: string; subject: string; detail: Record<string, unknown> }[]> {
  const { rows } = await pool.query<{ actor: string; subject: string; detail: Record<string, unknown> }>(
    'SELECT actor, subject, detail FROM audit WHERE verb = $1 ORDER BY seq',
    [verb],
  );
  return rows;
}

describe('the pages', () => {
  test('ask whoever is not logged in to log in, and tell a program no', async () => {
    const nobody = openVisitor(system.publicUrl);
    const page = await nobody.open('/admin/users');
    expect([page.status, page.headers.get('location')]).toEqual([303, '/login?next=%2Fadmin%2Fusers']);
    expect((await nobody.ask('/wall/city.json')).status).toBe(401);
    expect((await nobody.ask('/no/such/page')).status).toBe(401);
    expect((await nobody.post('/admin/users?/create', {})).status).toBe(401);
  });

  test.each(roles)('open for the role %s as the table of rights says', async (role) => {
    const visitor = await visitAs(role);
    const status = async (path: string): Promise<number> => (await visitor.ask(path)).status;
    const isAdministrator = role === 'administrator';
    expect(await status('/wall/city.json')).toBe(200);
    expect(await status('/docs/openapi.json')).toBe(200);
    expect(await status('/account')).toBe(200);
    for (const path of ['/admin/users', '/admin/keys', '/admin/walls', '/admin/quarantine']) {
      expect([path, await status(path)]).toEqual([path, isAdministrator ? 200 : 403]);
    }
    expect(await status('/admin/sources')).toBe(['operator', 'duty', 'administrator'].includes(role) ? 200 : 403);
    expect(await status('/no/such/page')).toBe(404);
    if (isAdministrator) return;
    const sent = await visitor.post('/admin/users?/create', { name: 'mallory', role: 'administrator' });
    expect(sent.status).toBe(403);
  });

  test('tell somebody who is logged in that a page is not theirs', async () => {
    const visitor = await visitAs('viewer');
    const sent = await visitor.open('/admin/users?lang=vi');
    expect(sent.headers.get('location')).toBe('/refused?lang=vi');
    const page = await visitor.open('/refused?lang=vi');
    expect([page.status, await page.text()]).toEqual([403, expect.stringContaining('không có quyền')]);
  });

  test('take what changes something from our own pages only', async () => {
    const visitor = await visitAs('viewer');
    const json = { 'content-type': 'application/json' };
    const send = (headers: Record<string, string>) => visitor.ask('/logout', { method: 'POST', body: '{}', headers });
    expect((await send(json)).status).toBe(403);
    expect((await send({ ...json, origin: 'https://evil.example' })).status).toBe(403);
    expect((await send({ ...json, origin: system.publicUrl, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await visitor.ask('/wall/city.json')).status).toBe(200);
    expect((await visitor.ask('/logout')).status).toBe(405);
  });
});

describe('a session', () => {
  test('is a new one at each login, and the one before is ended', async () => {
    const visitor = await visitAs('viewer');
    const before = visitor.cookies.get('vonglau_session') ?? '';
    await visitor.logIn('a-viewer', passwords.get('viewer') ?? '');
    expect(visitor.cookies.get('vonglau_session')).not.toBe(before);
    const old = openVisitor(system.publicUrl);
    old.cookies.set('vonglau_session', before);
    expect((await old.ask('/wall/city.json')).status).toBe(401);
  });

  test('ends at logout', async () => {
    const visitor = await visitAs('operator');
    const kept = visitor.cookies.get('vonglau_session') ?? '';
    expect((await visitor.post('/logout', {})).headers.get('location')).toBe('/login');
    expect(visitor.cookies.has('vonglau_session')).toBe(false);
    visitor.cookies.set('vonglau_session', kept);
    expect((await visitor.ask('/wall/city.json')).status).toBe(401);
    expect(await trail('logout')).toEqual([{ actor: 'account:a-operator', subject: 'a-operator', detail: {} }]);
  });

  test('and its open screen end when the account is disabled or gets another role', async () => {
    for (const [role, change] of [
      ['duty', { disabled: true }],
      ['leader', { role: 'viewer' }],
    ] as const) {
      const visitor = await visitAs(role);
      const screen = openSocket(system, visitor.cookies.get('vonglau_session') ?? '');
      await waitFor('the screen to be in', () => screen.hasMessage());
      await system.ask('account.change', { name: `a-${role}`, ...change });
      await waitFor('the screen to be out', () => screen.closedWith() !== null);
      expect(screen.closedWith()).toBe(4001);
      expect((await visitor.ask('/wall/city.json')).status).toBe(401);
    }
  });
});

describe('a login that fails', () => {
  test('is in the trail by its account only, then the door is shut for a while', async () => {
    const visitor = openVisitor(system.publicUrl);
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await visitor.logIn('a-viewer', 'a wrong password of length')).status).toBe(401);
    }
    expect((await visitor.logIn('a-viewer', passwords.get('viewer') ?? '')).status).toBe(429);
    expect((await visitor.logIn('typed-my-password-here', 'x')).status).toBe(401);
    const failures = await trail('login.failure');
    expect(failures).toHaveLength(5);
    expect(failures[0]).toEqual({ actor: 'process:display', subject: 'a-viewer', detail: { by: 'password' } });
    expect(failures.at(-1)?.subject).toBe('unknown');
    expect(await trail('login.lockout')).toMatchObject([{ subject: 'a-viewer', detail: { waitS: 2 } }]);
    const { rows } = await pool.query<{ line: string }>('SELECT audit::text AS line FROM audit');
    expect(JSON.stringify(rows)).not.toMatch(/typed-my|127\.0\.0\.1/);
  });
});

describe("a login with the city's own account", () => {
  const listed = async (name: string): Promise<AccountListed | undefined> =>
    (await system.ask<AccountListed[]>('account.list', {})).find((account) => account.name === name);

  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

  test('makes the account of who is in a group with rights, from a page of another site', async () => {
    city.accounts.set('p1', { name: 'Trần.Thị.Đào@hanoi.example', groups: ['staff', 'ward-1'] });
    const page = await comeBack('p1', '/system?lang=vi');
    await page.waitForURL(`${system.publicUrl}/system?lang=vi`);
    expect(await listed('tran.thi.dao')).toMatchObject({ role: 'unit', unit: '00004', login: 'city', sessions: 1 });
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('vonglau_city_login');
    expect(await trail('account.admit')).toMatchObject([{ actor: 'process:display', subject: 'tran.thi.dao' }]);
    expect((await trail('login')).at(-1)).toMatchObject({ subject: 'tran.thi.dao', detail: { by: 'city' } });
  });

  test('gives at each login what the groups give then, and nothing when they give nothing', async () => {
    city.accounts.set('p1', { name: 'renamed-there', groups: ['soc-duty'] });
    const page = await comeBack('p1');
    await page.waitForURL('**/account?lang=vi');
    expect(await listed('tran.thi.dao')).toMatchObject({ role: 'duty', unit: null, sessions: 1 });
    city.accounts.set('p1', { name: 'renamed-there', groups: ['staff'] });
    const other = await comeBack('p1');
    await other.getByRole('alert').getByText('không có quyền vào đây').waitFor();
    expect(await listed('tran.thi.dao')).toMatchObject({ role: 'duty', sessions: 0 });
  });

  test('takes over no account that is there, and none that is disabled', async () => {
    city.accounts.set('p2', { name: 'admin', groups: ['soc-admin'] });
    const page = await comeBack('p2');
    await page.getByRole('alert').waitFor();
    expect(await listed('admin')).toMatchObject({ login: 'password' });
    city.accounts.set('p1', { name: 'x', groups: ['soc-duty'] });
    await system.ask('account.disable', { name: 'tran.thi.dao' });
    const other = await comeBack('p1');
    await other.getByRole('alert').waitFor();
    expect(await listed('tran.thi.dao')).toMatchObject({ sessions: 0 });
  });

  test('that was begun elsewhere, or comes back a second time, lets nobody in', async () => {
    const visitor = openVisitor(system.publicUrl);
    const back = `/login/city/back?code=guessed&state=guessed&iss=${encodeURIComponent(city.issuer)}`;
    expect((await visitor.open(back)).headers.get('location')).toBe('/login?refused=city');
    const begun = await visitor.open('/login/city?next=https://evil.example');
    expect(begun.headers.get('location')).toContain(`${city.issuer}/auth?`);
    expect(visitor.cookies.has('vonglau_city_login')).toBe(true);
    expect((await visitor.open(back)).headers.get('location')).toBe('/login?refused=city');
    expect(visitor.cookies.size).toBe(0);
  });

  const comeBack = (person: string, next = '/account?lang=vi'): Promise<Page> =>
    logInByCity(browser, { address: `${system.publicUrl}${next}`, person });
});

describe('one’s own account', () => {
  const send = (visitor: Visitor, act: string, form: Record<string, string>): Promise<Response> =>
    visitor.post(`/account?/${act}`, { nonce: 'nonce-of-a-test', ...form }, { accept: 'text/html' });
  const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.ask('/wall/city.json')).status === 200;
  const enter = async (name: string, password: string): Promise<Visitor> => {
    const visitor = openVisitor(system.publicUrl);
    await visitor.logIn(name, password);
    return visitor;
  };

  test('changes its password with the present one, and its other sessions end', async () => {
    const { password = '' } = await system.ask<AccountSet>('account.create', { name: 'lan', role: 'viewer' });
    const [here, elsewhere] = [await enter('lan', password), await enter('lan', password)];
    const newPassword = 'bốn con mèo ngủ trưa';
    const change = async (form: Record<string, string>): Promise<number> => (await send(here, 'password', form)).status;
    expect(await change({ password: 'not the present one', newPassword })).toBe(403);
    expect(await change({ password, newPassword: 'too short' })).toBe(400);
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, true]);
    expect(await change({ password, newPassword })).toBe(200);
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false]);
    expect(await isIn(await enter('lan', password))).toBe(false);
    expect(await isIn(await enter('lan', newPassword))).toBe(true);
    const lan = { actor: 'account:lan', subject: 'lan', detail: { sessionsEnded: 1 } };
    expect(await trail('account.own.password')).toEqual([lan]);
    const { rows } = await pool.query<{ line: string }>('SELECT commands::text AS line FROM commands');
    expect(JSON.stringify(rows)).not.toContain('con mèo');
  });

  test('with a second factor is let in by a code, each once, or by a recovery code, until it is taken away', async () => {
    const { password = '' } = await system.ask<AccountSet>('account.create', { name: 'minh', role: 'duty' });
    const minh = await enter('minh', password);
    const offered = await (await send(minh, 'offer', { password })).text();
    const secret = /data-secret[^>]*>([A-Z2-7 ]+)</.exec(offered)?.[1]?.replaceAll(' ', '') ?? '';
    const step = stepAt(Date.now());
    const codeAt = (off: number): string => totpOf(fromBase32(secret), step + off);
    expect(await isIn(await enter('minh', password))).toBe(true);
    expect((await send(minh, 'confirm', { code: '000 000', secret })).status).toBe(403);
    const confirmed = await (await send(minh, 'confirm', { code: codeAt(0), secret })).text();
    const recovery = [...confirmed.matchAll(/<code[^>]*>([a-z2-7-]{19})</g)].map(([, code]) => code ?? '');
    expect(recovery).toHaveLength(8);

    const halfway = openVisitor(system.publicUrl);
    const asked = await halfway.logIn('minh', password);
    expect([asked.headers.get('location'), await isIn(halfway)]).toEqual(['/login/code', false]);
    const typeCode = (visitor: Visitor, code: string): Promise<Response> =>
      visitor.post('/login/code', { code }, { accept: 'text/html' });
    const kept = halfway.cookies.get('vonglau_halfway') ?? '';
    expect((await typeCode(halfway, codeAt(0))).status).toBe(401);
    expect((await typeCode(halfway, codeAt(1))).headers.get('location')).toBe('/');
    expect([await isIn(halfway), halfway.cookies.has('vonglau_halfway')]).toEqual([true, false]);
    const copied = openVisitor(system.publicUrl);
    copied.cookies.set('vonglau_halfway', kept);
    expect((await typeCode(copied, codeAt(1))).status).toBe(401);
    expect((await typeCode(copied, recovery[0] ?? '')).status).toBe(303);
    expect((await trail('login')).slice(-2).map(({ detail }) => detail)).toEqual([
      { by: 'password', factor: 'code' },
      { by: 'password', factor: 'recovery' },
    ]);
    copied.cookies.set('vonglau_halfway', `${kept.slice(0, -4)}AAAA`);
    expect((await typeCode(copied, recovery[1] ?? '')).headers.get('location')).toBe('/login');

    const listed = await system.ask<AccountListed[]>('account.list', {});
    expect(listed.filter(({ secondFactor }) => secondFactor).map(({ name }) => name)).toEqual(['minh']);
    await system.ask('account.factor.reset', { name: 'minh' });
    expect(await isIn(halfway)).toBe(false);
    expect(await isIn(await enter('minh', password))).toBe(true);
    const { rows } = await pool.query<{ line: string }>('SELECT audit::text AS line FROM audit');
    expect(rows.filter(({ line }) => line.includes(secret) || line.includes(recovery[0] ?? '?'))).toEqual([]);
  });
});

test('the trail of all this is whole', async () => {
  expect(await verifyAudit(pool)).toMatchObject({ unchained: 0, faults: [] });
});
