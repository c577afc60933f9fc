import { expect, test } from 'vitest';
import { publicOrigin } from '../../../display/entry/public-origin.ts';
import { localPath } from '../../../display/src/lib/server/local-path.ts';
import { mayOpen } from '../../../display/src/lib/server/may-open.ts';
import type { Viewer } from '../../../display/src/lib/server/viewer.ts';

const person: Viewer = { kind: 'account', name: 'lan', role: 'viewer' };
const screen: Viewer = { kind: 'screen', label: 'hall', world: null };

test.each<[Viewer | null, string, string | null, boolean]>([
  [null, 'GET', '/login', true],
  [null, 'POST', '/login', true],
  [null, 'GET', '/wall', false],
  [null, 'GET', '/wall/city.json', false],
  [null, 'GET', null, false],
  [screen, 'GET', '/wall', true],
  [screen, 'GET', '/wall/city.json', true],
  [screen, 'GET', '/', true],
  [screen, 'POST', '/wall', false],
  [screen, 'GET', '/admin', false],
  [screen, 'GET', null, false],
  [person, 'GET', '/wall', true],
])('%o may %s %s: %s', (viewer, method, routeId, allowed) => {
  expect(mayOpen(viewer, { method, routeId })).toBe(allowed);
});

test('after login one goes on within this site only', () => {
  const here = new URL('http://127.0.0.1:8080/login');
  const to = (asked: string | null) => localPath(asked, here);
  expect(to('/wall?world=sim:a')).toBe('/wall?world=sim:a');
  expect([null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'wall'].map(to)).toEqual(
    Array(6).fill('/wall'),
  );
});

test('a configured origin is the origin, whatever the request says', () => {
  expect(publicOrigin('https://vonglau.example', 'evil.example')).toBe('https://vonglau.example');
});

test('without one, only loopback names are answered', () => {
  for (const configured of [undefined, 'http://localhost:8080']) {
    expect(publicOrigin(configured, '127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
    expect(publicOrigin(configured, 'localhost:8080')).toBe('http://localhost:8080');
    expect(publicOrigin(configured, '[::1]:8080')).toBe('http://[::1]:8080');
    for (const host of [undefined, '', 'evil.example', '127.0.0.1.evil.example', '127.0.0.1:8080/x', 'a@localhost']) {
      expect(publicOrigin(configured, host)).toBeNull();
    }
  }
});
