import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { conditionLimits } from '#shared/health/condition-limits.ts';
import type { Attended } from '#shared/service/health.ts';
import { createLog } from '#shared/service/log.ts';
import { createMetrics } from '#shared/service/metrics.ts';
import { attendDisplay } from '../../../display/entry/attend-display.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('a process that always answers is never near a warning, whenever its silence is read', async () => {
  const server = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  let attended: Attended | undefined;
  const path = attendDisplay({
    ...{ urls: new Map([['writer', url]]), watchdogUrl: undefined, log: createLog('test', 'silent') },
    health: {
      metrics: createMetrics('test'),
      attend: (given) => (attended = given),
      stop: () => Promise.resolve(),
    },
  });
  await sleep(100);
  const readS: number[] = [];
  for (let s = 1; s <= 11; s += 1) {
    vi.advanceTimersByTime(1_000);
    // Read as the look begins, before anybody has answered it.
    readS.push(attended?.conditions?.[0]?.read() ?? Infinity);
    await sleep(30);
  }
  path.stop();
  server.closeAllConnections();
  server.close();
  expect(Math.max(...readS)).toBeLessThan(conditionLimits['process-silent'].warnAt * 0.8);
});
