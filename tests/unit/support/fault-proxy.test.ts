import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isCommitReply, openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts';
import { waitFor } from '../../support/wait-for.ts';

let echo: Server;
let proxy: FaultProxy;
const atServer: Socket[] = [];
const opened: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => {
    atServer.push(socket);
    socket.on('error', () => undefined);
    socket.pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  proxy = await openFaultProxy(`http://127.0.0.1:${String((echo.address() as AddressInfo).port)}`);
});
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.destroy();
  await proxy.close();
  atServer.length = 0;
  echo.close();
});

async function open() {
  const socket = connect(proxy.port, '127.0.0.1');
  opened.push(socket);
  const heard = { text: '', error: '', closed: false };
  socket.on('data', (chunk) => (heard.text += chunk.toString()));
  socket.on('error', (error: NodeJS.ErrnoException) => (heard.error = error.code ?? ''));
  socket.on('close', () => (heard.closed = true));
  await once(socket, 'connect');
  return { socket, heard };
}

test('passes bytes and ends on', async () => {
  const { socket, heard } = await open();
  socket.end('hello');
  await waitFor('the echo and its end', () => heard.closed);
  expect(heard).toEqual({ text: 'hello', error: '', closed: true });
});

test('delays, and slices', async () => {
  proxy.slow({ latencyMs: 60, sliceBytes: 2 });
  const { socket, heard } = await open();
  const begunMs = performance.now();
  socket.write('hello');
  await waitFor('the echo', () => heard.text === 'hello');
  expect(performance.now() - begunMs).toBeGreaterThan(100);
});

test('narrows', async () => {
  proxy.slow({ bytesPerS: 10_000 });
  const { socket, heard } = await open();
  const begunMs = performance.now();
  socket.write('x'.repeat(2_000));
  await waitFor('the echo', () => heard.text.length === 2_000);
  expect(performance.now() - begunMs).toBeGreaterThan(140);
});

test('a stalled connection says nothing, not even its end, and a new one works', async () => {
  const old = await open();
  old.socket.write('a');
  await waitFor('the first echo', () => old.heard.text === 'a');
  proxy.stall();
  old.socket.end('b');
  const fresh = await open();
  fresh.socket.write('c');
  await waitFor('the new one', () => fresh.heard.text === 'c');
  await sleep(50);
  expect(old.heard).toMatchObject({ text: 'a', closed: false });
  expect(atServer[0]?.readableEnded).toBe(false);
  await proxy.mend();
  await waitFor('what was held', () => old.heard.closed);
  expect(old.heard.text).toBe('ab');
});

test('a black hole swallows one way or both', async () => {
  proxy.blackhole('toClient');
  const { socket, heard } = await open();
  socket.write('a');
  await waitFor('the server to hear it', () => (atServer[0]?.bytesRead ?? 0) === 1);
  await sleep(30);
  expect(heard.text).toBe('');
  await proxy.mend();
  await waitFor('the echo', () => heard.text === 'a');
});

test('cuts after so many bytes', async () => {
  const { socket, heard } = await open();
  const cut = proxy.cutAfter(3);
  socket.write('hello');
  await cut;
  await waitFor('the reset', () => heard.closed);
  expect(atServer[0]?.bytesRead).toBeLessThanOrEqual(3);
  const next = await open();
  next.socket.write('hello');
  await waitFor('the next one', () => next.heard.text === 'hello');
});

test('drops exactly the reply that matches', async () => {
  const { socket, heard } = await open();
  const dropped = proxy.dropOne(isCommitReply, { then: 'silence' });
  socket.write('before');
  await waitFor('what comes before', () => heard.text === 'before');
  socket.write('C\0\0\0\x0bCOMMIT\0');
  await dropped;
  socket.write('after');
  await sleep(30);
  expect(heard).toMatchObject({ text: 'before', closed: false });
  const next = await open();
  next.socket.write('C\0\0\0\x0bCOMMIT\0');
  await waitFor('the next one', () => next.heard.text.includes('COMMIT'));
});

test('a cut link refuses, and a mended one lets through', async () => {
  const { heard } = await open();
  await proxy.cut();
  await waitFor('the break', () => heard.closed);
  const refused = connect(proxy.port, '127.0.0.1');
  const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
  await proxy.mend();
  const again = await open();
  again.socket.write('x');
  await waitFor('the echo', () => again.heard.text === 'x');
});
