import { WebSocket } from 'ws';
import { pushProtocol, type ServerMessage } from '#shared/wire/push.ts';
import { followDue, type DueByAsset } from './due-events.ts';
import { createTally, type Tally } from './latency-tally.ts';

/** A screen that reads what it is sent and knows what it should have been. */
export type MeasuredScreen = {
  readonly begin: (due: DueByAsset) => void;
  readonly end: (nowMs: number) => { readonly tally: Tally; readonly unseen: number };
  readonly wasCut: () => boolean;
};

/** Connects a screen as a browser does; settles with its first state, or at once when there will be none. */
export function openMeasuredScreen(
  url: string,
  { token, isBare }: { readonly token: string; readonly isBare: boolean },
): Promise<MeasuredScreen> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, pushProtocol, { headers: { authorization: `Bearer ${token}` } });
    let tally = createTally();
    let following = followDue(new Map(), tally.add);
    let wasCut = false;
    const screen: MeasuredScreen = {
      begin: (due) => {
        tally = createTally();
        following = followDue(due, tally.add);
      },
      end: (nowMs) => ({ unseen: following.giveUp(nowMs), tally: tally.read() }),
      wasCut: () => wasCut,
    };
    socket.once('error', reject);
    if (isBare)
      socket.once('open', () => {
        resolve(screen);
      });
    socket.once('close', () => (wasCut = true));
    socket.on('message', (data: Buffer) => {
      const nowMs = Date.now();
      const message = JSON.parse(data.toString()) as ServerMessage;
      if ((message.type !== 'snapshot' && message.type !== 'delta') || message.topic !== 'state') return;
      for (const { asset, seen } of message.assets) following.take(asset, Date.parse(seen), nowMs);
      resolve(screen);
    });
  });
}
