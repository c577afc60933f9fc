import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { conditionLimits } from '#shared/health/condition-limits.ts';
import type { Attended } from '#shared/service/health.ts';
import { createLog } from '#shared/service/log.ts';
import { createMetrics } from '#shared/service/metrics.ts';
import type { ProcessHealth } from '#shared/wire/health.ts';
import { attendDisplay } from '../../../display/entry/attend-display.ts';
import { waitFor } from '../../support/wait-for.ts';

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

test('a watchdog address that hangs holds no look up', async () => {
  let asked = 0;
  let signals = 0;
  const process = createServer((_, response) => {
    asked += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify(aHealth()));
  });
  // Takes the request, and never answers.
  const watchdog = createServer(() => (signals += 1));
  const servers = [process, watchdog];
  await Promise.all(servers.map((server) => once(server.listen(0, '127.0.0.1'), 'listening')));
  const urlOf = (server: typeof process): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const names = ['ingest', 'writer', 'live'];
  const path = attendDisplay({
    urls: new Map(names.map((name) => [name, urlOf(process)])),
    ...{ watchdogUrl: urlOf(watchdog), log: createLog('test', 'silent') },
    health: { metrics: createMetrics('test'), attend: () => undefined, stop: () => Promise.resolve() },
  });
  try {
    await waitFor('the signal to be sent', () => signals === 1);
    for (let look = 1; look <= 3; look += 1) {
      const before = asked;
      vi.advanceTimersByTime(1_000);
      // Less than the 10 s after which a signal is given up.
      await waitFor('the next look', () => asked >= before + names.length, 8_000);
    }
    expect(signals).toBe(1);
  } finally {
    path.stop();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  }
}, 60_000);

/** Of a process that is as well as can be. */
function aHealth(): ProcessHealth {
  const at = new Date().toISOString();
  return {
    ...{ process: 'any', city: 'test', version: '0', startedAt: at, at, ready: true, checks: [], conditions: [] },
    reached: { frame: 1, receivedAt: at },
  };
}
