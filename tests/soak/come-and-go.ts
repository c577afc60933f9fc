import { WebSocket } from 'ws';
import { pushProtocol } from '#shared/wire/push.ts';

export type Screens = { readonly open: () => number; readonly opened: () => number; readonly stop: () => void };

const rates = [5, 10, 20];

/** Keeps `count` screens that each stay 20 to 90 s, leave politely or not, and come back within 3 s. */
export function comeAndGo(url: string, wallToken: string, count: number, random: () => number): Screens {
  const sockets = new Set<WebSocket>();
  const timers = new Set<NodeJS.Timeout>();
  let isStopped = false;
  let opened = 0;

  const later = (work: () => void, ms: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
  };
  const come = (): void => {
    if (isStopped) return;
    const hz = rates[Math.floor(random() * rates.length)] ?? 10;
    const socket = new WebSocket(`${url}?world=live&hz=${hz}`, pushProtocol, {
      headers: { authorization: `Bearer ${wallToken}` },
    });
    sockets.add(socket);
    socket.once('open', () => {
      opened += 1;
      later(
        () => {
          if (random() < 0.5) socket.terminate();
          else socket.close();
        },
        20_000 + random() * 70_000,
      );
    });
    // Told by `close` as well.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      sockets.delete(socket);
      later(come, random() * 3_000);
    });
  };
  for (let screen = 0; screen < count; screen += 1) later(come, random() * 5_000);
  return {
    open: () => [...sockets].filter(({ readyState }) => readyState === WebSocket.OPEN).length,
    opened: () => opened,
    stop: () => {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      for (const socket of sockets) socket.terminate();
    },
  };
}
