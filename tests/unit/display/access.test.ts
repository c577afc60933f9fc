import { expect, test } from 'vitest';
import { publicOrigin } from '../../../display/entry/public-origin.ts';
import { localPath } from '../../../display/src/lib/server/local-path.ts';
import { isSameOrigin } from '../../../display/src/lib/server/is-same-origin.ts';

test('after login one goes on within this site only', () => {
  const here = new URL('http://127.0.0.1:8080/login');
  const to = (asked: string | null) => localPath(asked, here);
  expect(to('/wall?world=sim:a')).toBe('/wall?world=sim:a');
  expect([null, '', 'https://evil.example', '//evil.example', '/\\evil.example', 'wall'].map(to)).toEqual(
    Array(6).fill('/'),
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

test('what changes something is taken from our own pages only', () => {
  const url = new URL('https://vonglau.example/admin/keys');
  const sent = (headers: Record<string, string>) => isSameOrigin(new Request(url, { method: 'POST', headers }), url);
  expect(sent({ origin: 'https://vonglau.example' })).toBe(true);
  expect(sent({ origin: 'https://vonglau.example', 'sec-fetch-site': 'same-origin' })).toBe(true);
  expect(sent({})).toBe(false);
  expect(sent({ origin: 'null' })).toBe(false);
  expect(sent({ origin: 'http://vonglau.example' })).toBe(false);
  expect(sent({ origin: 'https://evil.example' })).toBe(false);
  expect(sent({ origin: 'https://vonglau.example', 'sec-fetch-site': 'same-site' })).toBe(false);
});
