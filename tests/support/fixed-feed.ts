import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { pushProtocol, type AssetView, type ServerMessage } from '#shared/wire/push.ts';
import type { AlertView, IncidentView } from '#shared/wire/duty.ts';
import type { CountRow } from '#shared/wire/counts.ts';

/** What every screen is told, once. */
export type FixedState = {
  readonly city: string;
  readonly timeZone: string;
  /** The world's time, which stands. */
  readonly at: string;
  readonly day: string;
  readonly assets: readonly AssetView[];
  readonly rows: readonly CountRow[];
  readonly alerts: readonly AlertView[];
  readonly incidents: readonly IncidentView[];
};

/** A feed by the protocol in which nothing ever happens: ticks go on, the world's clock stands. */
export async function startFixedFeed(state: () => FixedState): Promise<{ port: number; close: () => Promise<void> }> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => pushProtocol });
  await once(server, 'listening');
  server.on('connection', (socket) => {
    const { city, timeZone, at, day, assets, rows, alerts, incidents } = state();
    const say = (message: ServerMessage): void => {
      socket.send(JSON.stringify(message));
    };
    const tick = (): void => {
      const ages = { stateOffset: 1, countsAgeS: 1, dutyAgeS: 1 };
      say({ type: 'tick', realTime: at, worldTime: at, speed: 0, ...ages });
    };
    say({ type: 'hello', protocol: pushProtocol, city, world: 'live', timeZone });
    tick();
    say({ type: 'snapshot', topic: 'state', epoch: 'fixed', offset: 1, assets, recent: [] });
    say({ type: 'snapshot', topic: 'counts', epoch: 'fixed', offset: 1, day, rows });
    say({ type: 'snapshot', topic: 'alerts', epoch: 'fixed', offset: 1, alerts, incidents });
    const ticking = setInterval(tick, 1_000);
    socket.on('close', () => {
      clearInterval(ticking);
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
