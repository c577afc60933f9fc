import { WebSocket } from 'ws';
import { pushProtocol, type ServerMessage } from '#shared/wire/push.ts';

const againMs = 250;

/** A screen that comes back whenever it is cut, and knows what it shows of one asset and one count of the city. */
export function openReturningScreen(
  liveUrl: string,
  wallToken: string,
  { asset, metric }: { asset: string; metric: string },
) {
  let socket: WebSocket | undefined;
  let isClosed = false;
  let seenMs = 0;
  let count = 0;

  const read = (message: ServerMessage): void => {
    if (message.type !== 'snapshot' && message.type !== 'delta') return;
    if (message.topic === 'state') {
      const view = message.assets.find((one) => one.asset === asset);
      if (view) seenMs = Date.parse(view.seen);
    } else if (message.topic === 'counts') {
      const row = message.rows.find(
        (one) => one[0] === 'day' && `${one[2]}${one[3]}${one[5]}` === '' && one[4] === metric,
      );
      if (row) count = row[6];
    }
  };
  const open = (): void => {
    if (isClosed) return;
    socket = new WebSocket(`${liveUrl}?world=live&hz=50`, pushProtocol, {
      headers: { authorization: `Bearer ${wallToken}` },
      handshakeTimeout: 2_000,
    });
    socket.on('message', (data: Buffer) => {
      read(JSON.parse(data.toString()) as ServerMessage);
    });
    socket.on('error', () => undefined);
    socket.once('close', () => setTimeout(open, againMs));
  };
  open();
  return {
    /** Time of the asset's newest event on the screen, in milliseconds. */
    seenMs: (): number => seenMs,
    /** What the city has counted of the metric today. */
    count: (): number => count,
    close: (): void => {
      isClosed = true;
      socket?.terminate();
    },
  };
}
