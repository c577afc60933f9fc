import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { boundPerAddress } from '#shared/service/bound-per-address.ts';

test('an address that has its share gets no more until one of its connections ends; another address is served', async () => {
  const server = createServer();
  boundPerAddress(server, 2);
  server.on('connection', (socket) => {
    if (!socket.destroyed) socket.write('in');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const opened: Socket[] = [];
  const isServed = async (localAddress: string): Promise<boolean> => {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    opened.push(socket);
    socket.on('error', () => undefined);
    return await new Promise((resolve) => {
      socket.once('data', () => {
        resolve(true);
      });
      socket.once('close', () => {
        resolve(false);
      });
    });
  };
  expect(await isServed('127.0.1.1')).toBe(true);
  expect(await isServed('127.0.1.1')).toBe(true);
  expect(await isServed('127.0.1.1')).toBe(false);
  expect(await isServed('127.0.1.2')).toBe(true);
  opened[0]?.destroy();
  await expect.poll(() => isServed('127.0.1.1')).toBe(true);
  for (const socket of opened) socket.destroy();
  server.close();
});
