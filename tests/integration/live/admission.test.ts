import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { hashToken, newToken } from '#shared/access/token.ts';
import { pushProtocol } from '#shared/wire/push.ts';
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts';
import { waitFor } from '../../support/wait-for.ts';
import { publicOrigin, setUpLive, type LiveProcess, type LiveSetUp } from './live-process.ts';
import { TestScreen, tryUpgrade } from './test-screen.ts';

let city: LiveSetUp;
let live: LiveProcess;
let proxy: FaultProxy;
let session: string;
let token: string;

beforeAll(async () => {
  city = await setUpLive();
  proxy = await openFaultProxy(city.database.databaseUrl);
  live = await city.start({ DATABASE_URL: proxy.url, LIVE_RECHECK_S: '0.3', LIVE_MAX_SCREENS_PER_ADDRESS: '2' });
  token = await city.createToken();
  session = newToken();
  await city.db.query(
    `INSERT INTO accounts (name, password_hash, role, created_at) VALUES ('lan', 'none', 'viewer', now())`,
  );
  await city.db.query(
    `INSERT INTO sessions (token_hash, account, created_at, last_seen_at, idle_expires_at, expires_at)
     VALUES ($1, 'lan', now(), now(), now() + interval '1 hour', now() + interval '1 hour')`,
    [hashToken(session)],
  );
});

afterAll(async () => {
  await proxy.close();
  await city.close();
});

async function enter(options: ClientOptions): Promise<WebSocket> {
  const url = `ws://127.0.0.1:${String(live.port)}/live?world=live&hz=5`;
  const socket = new WebSocket(url, pushProtocol, options);
  await once(socket, 'open');
  return socket;
}

const cookie = (name: string, value: string) => ({ headers: { cookie: `${name}=${value}` }, origin: publicOrigin });

describe('the door for screens', () => {
  it('lets in a session and a wall token from our own page, and a wall token in a header', async () => {
    expect(await tryUpgrade(live.port, cookie('__Host-vonglau_session', session))).toBe(101);
    expect(await tryUpgrade(live.port, cookie('vonglau_wall', token))).toBe(101);
    expect(await tryUpgrade(live.port, { headers: { authorization: `Bearer ${token}` } })).toBe(101);
    const proxied = { headers: { cookie: `vonglau_session=${session}`, 'x-vonglau-origin': 'http://10.0.0.5:8080' } };
    expect(await tryUpgrade(live.port, { ...proxied, origin: 'http://10.0.0.5:8080' })).toBe(101);
  });

  it('refuses another origin, no token, a wrong one, another world, another version, too many', async () => {
    expect(await tryUpgrade(live.port, { ...cookie('vonglau_wall', token), origin: 'https://evil.test' })).toBe(403);
    expect(await tryUpgrade(live.port, { headers: { cookie: `vonglau_wall=${token}` } })).toBe(403);
    expect(await tryUpgrade(live.port, { origin: publicOrigin })).toBe(401);
    expect(await tryUpgrade(live.port, cookie('vonglau_wall', newToken()))).toBe(401);
    expect(await tryUpgrade(live.port, { headers: { authorization: `Bearer ${session}` } })).toBe(401);
    const oneWorld = { headers: { authorization: `Bearer ${await city.createToken('sim:one')}` } };
    expect(await tryUpgrade(live.port, oneWorld)).toBe(401);
    expect(await tryUpgrade(live.port, oneWorld, '/live?world=sim:one&hz=5')).toBe(101);
    expect(await tryUpgrade(live.port, cookie('vonglau_wall', token), '/live?world=live', 'vonglau.9')).toBe(400);
    expect(await tryUpgrade(live.port, cookie('vonglau_wall', token), '/elsewhere')).toBe(404);
    const crowd = { headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': '10.0.0.9' } };
    // Those before it stay: one that has left again makes room.
    const [one, other] = [await enter(crowd), await enter(crowd)];
    expect(await tryUpgrade(live.port, crowd)).toBe(429);
    one.close();
    other.close();
  });

  it('closes with 4001 once a token is revoked', async () => {
    const short = await city.createToken();
    const screen = new TestScreen(live.port, { token: short });
    await waitFor('a snapshot', () => screen.held.state !== null);
    await city.db.query('UPDATE wall_tokens SET revoked_at = now() WHERE token_hash = $1', [hashToken(short)]);
    await waitFor('the close', () => screen.closedWith !== null);
    expect(screen.closedWith).toBe(4001);
  });

  it('closes on a message that is too long', async () => {
    const screen = new TestScreen(live.port, { token });
    await waitFor('a snapshot', () => screen.held.state !== null);
    screen.socket.send('x'.repeat(5_000));
    await waitFor('the close', () => screen.closedWith !== null);
    expect(screen.closedWith).toBe(1009);
  });

  it('with the database away keeps those who are in, refuses others with 503, and lets them in when it is back', async () => {
    const screen = new TestScreen(live.port, { token });
    await waitFor('snapshots', () => screen.held.state !== null && screen.held.counts !== null);
    await proxy.cut();
    expect(await tryUpgrade(live.port, { headers: { authorization: `Bearer ${token}` } })).toBe(503);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const ready = await fetch(`http://127.0.0.1:${String(live.port)}/readyz`);
    expect(ready.status).toBe(200);
    expect(screen.closedWith).toBeNull();
    await proxy.mend();
    await waitFor(
      'to be let in',
      async () => (await tryUpgrade(live.port, { headers: { authorization: `Bearer ${token}` } })) === 101,
    );
    expect(screen.closedWith).toBeNull();
    screen.close();
  });
});
