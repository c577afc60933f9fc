import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { roles } from '#shared/access/roles.ts';
import type { Subject } from '#shared/access/authorize.ts';
import { mayOpen } from '../../../display/src/lib/server/may-open.ts';
import { routeActs } from '../../../display/src/lib/server/route-acts.ts';

/*
 * Every route there is, found on disk, for everybody there is, to read and to send, of the own unit and of another. The
 * whole table lies in route-rights.txt, so that a right given or taken away is seen by whoever reads the change:
 *   npx vitest run --project unit tests/unit/display/route-rights.test.ts -u
 */

const routesDir = join(import.meta.dirname, '../../../display/src/routes');
const routeIds = [
  ...new Set(
    globSync('**/+{page,server,page.server}.{svelte,ts}', { cwd: routesDir }).map((file) =>
      `/${dirname(file)}`.replaceAll(/\/\([^)]*\)/g, '').replace(/^\/\.$/, '/'),
    ),
  ),
].sort();

const [ownUnit, otherUnit] = ['00004', '00008'];
const viewers: readonly (readonly [string, Subject | null])[] = [
  ['nobody', null],
  ['screen', { kind: 'screen', label: 'hall', world: null }],
  ...roles.map((role): [string, Subject] => [
    role,
    { kind: 'account', name: 'lan', role, unit: role === 'unit' ? ownUnit : null },
  ]),
];

/** Whatever a route's address may name is this unit. */
function may(
  viewer: Subject | null,
  routeId: string | null,
  { method, unit }: { method: string; unit: string },
): boolean {
  const names = [...(routeId ?? '').matchAll(/\[+(?:\.\.\.)?(\w+)/g)].map(([, name = '']) => name);
  const params = Object.fromEntries(names.map((name) => [name, unit]));
  return mayOpen(viewer, { routeId, method, params, query: new URLSearchParams({ unit }) });
}

function write(viewer: Subject | null, routeId: string): string {
  const rights = (unit: string): string =>
    (may(viewer, routeId, { method: 'GET', unit }) ? 'r' : '-') +
    (may(viewer, routeId, { method: 'POST', unit }) ? 'w' : '-');
  const [own, other] = [rights(ownUnit), rights(otherUnit)];
  return own === other ? own : `${own} (another unit: ${other})`;
}

describe('every route', () => {
  it.each(routeIds)('%s is in the table of rights', (routeId) => {
    expect(Object.keys(routeActs)).toContain(routeId);
  });

  it.each(Object.keys(routeActs))('%s of the table of rights is there', (routeId) => {
    expect(routeIds).toContain(routeId);
  });

  it('for everybody, is as it was agreed on', async () => {
    const width = Math.max(...routeIds.map((routeId) => routeId.length));
    const lines = routeIds.map((routeId) => {
      const cells = viewers.map(([name, viewer]) => `${name} ${write(viewer, routeId)}`);
      return `${routeId.padEnd(width)}  ${cells.join('  ')}`;
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('route-rights.txt');
  });
});

describe('whatever the table says', () => {
  const both = ['GET', 'POST'].flatMap((method) => [ownUnit, otherUnit].map((unit) => ({ method, unit })));
  const openTo = (viewer: Subject | null, asked = both): string[] =>
    routeIds.filter((routeId) => asked.some((one) => may(viewer, routeId, one)));

  it('who is not logged in sees how to log in', () => {
    expect(openTo(null).filter((routeId) => !routeId.startsWith('/login'))).toEqual(['/refused']);
  });

  it('a screen sends nothing but a login', () => {
    const sent = both.filter(({ method }) => method === 'POST');
    expect(openTo({ kind: 'screen', label: 'hall', world: null }, sent)).toEqual(['/login', '/login/code']);
  });

  // But for exclusions: one person who works with units proposes them, and a leader decides. The duty officer keeps the rota, starts and ends drills,
  // sets maintenance windows and tries rules; what a rule's text means is told to whoever sees rules, and kept nowhere.
  it.each(roles.filter((role) => role !== 'administrator'))('a %s changes nothing of the administration', (role) => {
    const account: Subject = { kind: 'account', name: 'lan', role, unit: role === 'unit' ? ownUnit : null };
    const sent = both.filter(({ method }) => method !== 'GET');
    const changed = openTo(account, sent).filter((routeId) => routeId.startsWith('/admin'));
    const ofDuty =
      role === 'duty'
        ? ['/admin/rota', '/admin/notifications', '/admin/rules/[rule]', '/admin/drills', '/admin/maintenance']
        : [];
    const ownWork = ['/admin/exclusions', '/admin/rules/check', ...ofDuty];
    expect(changed.filter((routeId) => !ownWork.some((path) => routeId.startsWith(path)))).toEqual([]);
  });

  it('a screen of one world opens no other', () => {
    const screen: Subject = { kind: 'screen', label: 'hall', world: 'sim:a' };
    const inWorld = (world: string): boolean =>
      mayOpen(screen, { routeId: '/wall', method: 'GET', params: {}, query: new URLSearchParams({ world }) });
    expect([inWorld('sim:a'), inWorld('live')]).toEqual([true, false]);
  });
});

test.each([null, '/nowhere', '/admin/../wall', 'constructor', '__proto__'])(
  'the route %j is opened for nobody',
  (routeId) => {
    const opened = viewers.filter(([, viewer]) =>
      ['GET', 'POST', 'PUT', 'DELETE'].some((method) => may(viewer, routeId, { method, unit: ownUnit })),
    );
    // An account is told that there is no such page; there is nothing to open.
    expect(opened.map(([name]) => name)).toEqual(routeId === null ? [...roles] : []);
  },
);
