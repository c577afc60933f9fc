import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import { createFront, type Front } from '../../../display/entry/create-front.ts';
import { findFreePort } from '../../../infra/setup/free-port.ts';

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

test('a request and its answer stream through, each before the other side has finished', async () => {
  const door = await listen((req, res) => {
    req.once('data', (chunk: Buffer) => res.write(`got ${chunk.toString()}`));
    req.once('end', () => res.end(' all'));
  });
  const { port } = await front({ doorPort: portOf(door) });
  const sent = request({ port, path: '/v1/events?x=1', method: 'POST' });
  sent.write('first');
  const [answer] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
  const [begun] = (await once(answer, 'data')) as [Buffer];
  expect(begun.toString()).toBe('got first');
  sent.end('last');
  expect(await text(answer)).toBe(' all');
});

test('what speaks of one connection stays on it, and the sender’s address is ours to say', async () => {
  let seen: IncomingHttpHeaders = {};
  const door = await listen((req, res) => {
    seen = req.headers;
    res.writeHead(429, { 'retry-after': '3', connection: 'close, x-private', 'x-private': '1' }).end('{}');
  });
  const { port } = await front({ doorPort: portOf(door) });
  const headers = { authorization: 'Bearer k', connection: 'x-hop', 'x-hop': '1', 'x-forwarded-for': '10.0.0.1' };
  const sent = request({ port, path: '/v1/events', method: 'POST', headers });
  sent.end('{}');
  const [answer] = (await once(sent, 'response')) as [
    NodeJS.ReadableStream & { statusCode: number; headers: IncomingHttpHeaders },
  ];
  await text(answer);
  expect([answer.statusCode, answer.headers['retry-after'], answer.headers['x-private']]).toEqual([
    429,
    '3',
    undefined,
  ]);
  expect([seen.authorization, seen['x-hop']]).toEqual(['Bearer k', undefined]);
  expect(seen['x-forwarded-for']).toMatch(/127\.0\.0\.1$/);
});

test('a door that is not there is a problem that says what to do', async () => {
  const { url } = await front({ doorPort: await findFreePort() });
  const answer = await fetch(`${url}/v1/events`, { method: 'POST', body: '{}' });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(await answer.json()).toMatchObject({ status: 503, title: 'The door is not there' });
});

test('a door that breaks off before it answers is told apart from one that is not there', async () => {
  const door = await listen((req) => req.socket.destroy());
  const { url } = await front({ doorPort: portOf(door) });
  expect((await fetch(`${url}/v1/events`, { method: 'POST', body: '{}' })).status).toBe(502);
});

test('pages learn the origin they were asked by; a foreign host gets none', async () => {
  const { port } = await front();
  const ask = async (host: string): Promise<[number, string]> => {
    const sent = request({ port, headers: { host, 'x-vonglau-host': 'forged.example' } });
    sent.end();
    const [answer] = (await once(sent, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
    return [answer.statusCode, await text(answer)];
  };
  expect(await ask('localhost:8080')).toEqual([200, 'http localhost:8080']);
  expect((await ask('evil.example'))[0]).toBe(421);
});

test('a page is sent a form and no more, but for the one that takes workbooks', async () => {
  const { url } = await front();
  const send = async (path: string, body: string | ReadableStream): Promise<number> =>
    (await fetch(`${url}${path}`, { method: 'POST', body, duplex: 'half' })).status;
  expect(await send('/admin/users', 'x'.repeat(512 * 1024))).toBe(200);
  expect(await send('/admin/users', 'x'.repeat(512 * 1024 + 1))).toBe(413);
  expect(await send('/admin/packs?/check', 'x'.repeat(2 * 2 ** 20))).toBe(200);
  // What does not tell its length.
  expect(await send('/admin/users', new Blob(['x']).stream())).toBe(413);
});

test('an upgrade goes on as it came, with the origin beside it', async () => {
  const live = await listen(() => undefined);
  live.on('upgrade', (req, socket) => {
    socket.end(`HTTP/1.1 101 Switching Protocols\r\n\r\n${JSON.stringify(req.headers)}`);
  });
  const { port } = await front({ livePort: portOf(live) });
  const reply = await upgrade(port, '/live?world=live', [
    'Origin: http://localhost:1',
    'Cookie: vonglau_wall=t',
    'X-Vonglau-Origin: http://forged.example',
  ]);
  const headers = JSON.parse(reply.slice(reply.indexOf('{'))) as IncomingHttpHeaders;
  expect(headers).toMatchObject({ origin: 'http://localhost:1', cookie: 'vonglau_wall=t', host: 'localhost:1' });
  expect(headers['x-vonglau-origin']).toBe('http://localhost:1');
});

test('an upgrade elsewhere, or with no live process, is refused in HTTP', async () => {
  const { port } = await front({ livePort: await findFreePort() });
  expect(await upgrade(port, '/other')).toMatch(/^HTTP\/1\.1 404 /);
  expect(await upgrade(port, '/live')).toMatch(/^HTTP\/1\.1 503 /);
});

test('stopping closes open tunnels instead of waiting for them', async () => {
  const live = await listen(() => undefined);
  live.on('upgrade', (_, socket) => {
    socket.resume().once('end', () => socket.end());
    socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
  });
  const { port, stop } = await front({ livePort: portOf(live) });
  const socket = connect(port, '127.0.0.1');
  socket.write(upgradeHead('/live'));
  await once(socket, 'data');
  const closed = once(socket, 'close');
  await stop();
  await closed;
});

async function front(
  ports: { doorPort?: number; livePort?: number } = {},
): Promise<{ port: number; url: string } & Front> {
  const made = createFront({
    pages: (req, res) =>
      res.end(`${String(req.headers['x-vonglau-protocol'])} ${String(req.headers['x-vonglau-host'])}`),
    doorPort: 1,
    livePort: 1,
    configuredOrigin: undefined,
    path: () => ({ isWell: false, ageS: 20.4 }),
    observe: () => undefined,
    ...ports,
  });
  made.server.listen(0, '127.0.0.1');
  await once(made.server, 'listening');
  opened.push(made.stop);
  const port = portOf(made.server);
  return { port, url: `http://127.0.0.1:${port}`, ...made };
}

async function listen(handler: RequestListener): Promise<Server> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function upgrade(port: number, path: string, headers: readonly string[] = []): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(upgradeHead(path, headers));
  return text(socket);
}

function upgradeHead(path: string, headers: readonly string[] = []): string {
  const lines = [`GET ${path} HTTP/1.1`, 'Host: localhost:1', 'Connection: Upgrade', 'Upgrade: websocket', ...headers];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
