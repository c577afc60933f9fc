import { WebSocket } from 'ws';
import { pushProtocol, type AssetView, type ServerMessage } from '#shared/wire/push.ts';
import type { CountRow } from '#shared/wire/counts.ts';

/** A screen's socket: everything it was sent, folded as a screen folds it. */
export function openScreen(liveUrl: string, wallToken: string, world = 'live') {
  const socket = new WebSocket(`${liveUrl}?world=${world}&hz=20`, pushProtocol, {
    headers: { authorization: `Bearer ${wallToken}` },
  });
  const assets = new Map<string, AssetView>();
  const rows = new Map<string, CountRow>();
  let text = '';
  socket.on('message', (data: Buffer) => {
    text += data.toString();
    const message = JSON.parse(data.toString()) as ServerMessage;
    if (message.type !== 'snapshot' && message.type !== 'delta') return;
    if (message.topic === 'alerts') return;
    if (message.type === 'snapshot') (message.topic === 'state' ? assets : rows).clear();
    if (message.topic === 'state') for (const asset of message.assets) assets.set(asset.asset, asset);
    else for (const row of message.rows) rows.set(row.slice(0, 6).join('|'), row);
  });
  return {
    assets,
    /** Events counted today in the city, of one metric. */
    cityCount: (metric: string): number =>
      [...rows.values()].find((row) => row[2] === '' && row[3] === '' && row[4] === metric && row[5] === '')?.[6] ?? 0,
    /** All that came over the socket. */
    text: (): string => text,
    opened: new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    }),
    close: (): void => {
      socket.terminate();
    },
  };
}
