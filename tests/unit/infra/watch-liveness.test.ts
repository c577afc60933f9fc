import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { watchLiveness } from '../../../infra/setup/process/watch-liveness.ts';
import { waitFor } from '../../support/wait-for.ts';

test('a process that answered and falls silent is dead after so many looks, one that never answered is not', async () => {
  let isTurning = true;
  const server = createServer((_, response) => {
    if (isTurning) response.end('live');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/livez`;
  const child = new EventEmitter();
  const dead: string[] = [];
  watchLiveness(child, { url, everyMs: 200, misses: 4, onDead: () => dead.push('answered') });
  watchLiveness(child, { url: 'http://127.0.0.1:1/', everyMs: 200, misses: 4, onDead: () => dead.push('never') });
  await sleep(1_000);
  expect(dead).toEqual([]);
  isTurning = false;
  await waitFor('the silent one to be taken for dead', () => dead.length > 0);
  expect(dead).toEqual(['answered']);
  child.emit('exit');
  server.closeAllConnections();
  server.close();
});
