import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { pushProtocol, type ServerMessage } from '#shared/wire/push.ts';
import type { BenchSystem } from './bench-system.ts';
import { quantile } from './quantiles.ts';

/** Milliseconds from when an event was due at its source to its arrival at a screen's socket. */
export type EventToSocket = {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly samples: number;
};

/** Open loop at `ratePerS` for `seconds`, with `screens` screens at 50 Hz; one of them is measured. */
export async function measureEventToSocket(
  bench: BenchSystem,
  { ratePerS, seconds, screens }: { ratePerS: number; seconds: number; screens: number },
): Promise<EventToSocket> {
  const latencies: number[] = [];
  const sockets = Array.from({ length: screens }, (_, at) => openScreen(bench, at === 0 ? latencies : undefined));
  await Promise.all(sockets.map(({ ready }) => ready));
  await bench.send({
    mode: 'open',
    run: `open${ratePerS}-${screens}`,
    events: ratePerS * seconds,
    ratePerS,
    batch: 100,
    connections: 8,
  });
  await sleep(1_000);
  for (const { socket } of sockets) socket.close();
  await bench.drained();
  latencies.sort((a, b) => a - b);
  return {
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    maxMs: latencies.at(-1) ?? Number.NaN,
    samples: latencies.length,
  };
}

function openScreen(bench: BenchSystem, latencies: number[] | undefined) {
  const socket = new WebSocket(`${bench.system.liveUrl}?world=live&hz=50`, pushProtocol, {
    headers: { authorization: `Bearer ${bench.system.wallToken}` },
  });
  const ready = new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (data: Buffer) => {
      if (!latencies) {
        resolve();
        return;
      }
      const message = JSON.parse(data.toString()) as ServerMessage;
      if (message.type === 'snapshot') resolve();
      if (message.type !== 'delta' || message.topic !== 'state') return;
      const nowMs = Date.now();
      for (const { seen } of message.assets) latencies.push(nowMs - Date.parse(seen));
    });
  });
  return { socket, ready };
}
