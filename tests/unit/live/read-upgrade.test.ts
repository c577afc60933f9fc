import { describe, expect, it } from 'vitest';
import { toRate } from '../../../stream/live/push/rate.ts';
import { readUpgrade } from '../../../stream/live/push/read-upgrade.ts';

const origin = 'https://vonglau.test';
const browser = {
  'sec-websocket-protocol': 'vonglau.1',
  origin,
  cookie: 'theme=dark; __Host-vonglau_session=s1; vonglau_wall=w1',
};

function ask(
  headers: Record<string, string>,
  url = '/live?world=live&hz=12',
  publicOrigin: string | undefined = origin,
) {
  return readUpgrade({ url, headers, remoteAddress: '127.0.0.1' }, publicOrigin);
}

describe('an upgrade', () => {
  it('is understood: world, rate, tokens, whose address', () => {
    expect(ask({ ...browser, 'x-forwarded-for': '6.6.6.6, 10.0.0.7' })).toEqual({
      world: 'live',
      rate: 10,
      topics: ['state', 'counts'],
      isProbe: false,
      replay: null,
      credentials: [
        { kind: 'session', token: 's1' },
        { kind: 'wall', token: 'w1' },
      ],
      address: '10.0.0.7',
    });
  });

  it('may ask for the past: an instant, a speed, a session and its turn', () => {
    const past = '/live?replay=2026-11-21T14:05:00%2B07:00&session=abcdefgh';
    const asked = (more = '') =>
      readUpgrade({ url: past + more, headers: browser, remoteAddress: '127.0.0.1' }, origin);
    const atMs = Date.parse('2026-11-21T07:05:00Z');
    expect(asked()).toMatchObject({ replay: { at: atMs, speed: 1, session: 'abcdefgh', turn: 0 } });
    expect(asked('&speed=600&turn=3')).toMatchObject({ replay: { at: atMs, speed: 600, turn: 3 } });
    for (const wrong of ['&speed=601', '&speed=fast', '&turn=-1', '&turn=1.5']) {
      expect(asked(wrong)).toMatchObject({ status: 400 });
    }
    for (const url of ['/live?replay=yesterday&session=abcdefgh', '/live?replay=2026-11-21T07:05:00Z']) {
      expect(readUpgrade({ url, headers: browser, remoteAddress: '127.0.0.1' }, origin)).toMatchObject({ status: 400 });
    }
  });

  it.each([
    ['another origin', { ...browser, origin: 'https://evil.test' }],
    ['no origin', { 'sec-websocket-protocol': 'vonglau.1', cookie: browser.cookie }],
    ['an origin that is not what the public process saw', { ...browser, 'x-vonglau-origin': 'https://other.test' }],
  ])('with a cookie and %s is refused with 403', (_, headers) => {
    expect(ask(headers)).toMatchObject({ status: 403 });
  });

  it('takes the origin that the public process saw, and none at all where none is known', () => {
    expect(
      ask({ ...browser, origin: 'http://localhost:5173', 'x-vonglau-origin': 'http://localhost:5173' }, undefined),
    ).toHaveProperty('rate');
    expect(readUpgrade({ url: '/live', headers: browser, remoteAddress: '127.0.0.1' }, undefined)).toMatchObject({
      status: 403,
    });
  });

  it('needs no origin with a token in its header', () => {
    expect(ask({ 'sec-websocket-protocol': 'vonglau.1', authorization: 'Bearer w2' })).toMatchObject({
      credentials: [{ kind: 'wall', token: 'w2' }],
      address: null,
    });
  });

  it.each([
    ['/other', 404],
    ['/live?world=mars', 400],
    ['/live?hz=0', 400],
    ['/live?hz=51', 400],
    ['/live?hz=x', 400],
  ])('to %s is refused with %i', (url, status) => {
    expect(ask(browser, url)).toMatchObject({ status });
  });

  it('in another protocol version is refused with 400, without a token with 401', () => {
    expect(ask({ ...browser, 'sec-websocket-protocol': 'vonglau.9' })).toMatchObject({ status: 400 });
    expect(ask({ ...browser, cookie: 'vonglau_session=' })).toMatchObject({ status: 401 });
  });
});

it.each([
  [1, 5],
  [5, 5],
  [9.9, 5],
  [10, 10],
  [49, 20],
  [50, 50],
])('a screen that asks for %d Hz is served at %d', (hz, rate) => {
  expect(toRate(hz)).toBe(rate);
});
