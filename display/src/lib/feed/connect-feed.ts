import { backoffMs } from '#shared/service/retry.ts';
import { greyWithoutTickMs, pushProtocol, type ClientMessage, type ServerMessage } from '#shared/wire/push.ts';
import { applyMessage } from './apply-message.ts';
import { parseMessage } from './parse-message.ts';
import type { ScreenState } from './screen-state.ts';

const notAllowed = 4001;
const firstRetryMs = 500;
const lastRetryMs = 15_000;

export type FeedOptions = {
  /** Address of the push endpoint with world and rate, as `ws://host/live?world=live&hz=5`. */
  readonly url: string;
  /** Brought up to date in place. */
  readonly state: ScreenState;
  readonly onMessage: (message: ServerMessage) => void;
  /** The connection was refused or ended, perhaps for want of the right to look: see whether it still holds. */
  readonly onDoubt: () => void;
};

/**
 * Keeps a screen's state following the feed for ever: reconnects with growing, jittered waits, asks for a snapshot at
 * any gap, and gives up a connection that opened but says nothing for as long as makes the wall grey. Returns how to
 * stop it.
 */
export function connectFeed({ url, state, onMessage, onDoubt }: FeedOptions): () => void {
  let socket: WebSocket | null = null;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const arm = (ms: number, then: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(then, ms);
  };

  const drop = (): void => {
    const dropped = socket;
    socket = null;
    dropped?.close();
    if (!stopped) arm(backoffMs(attempt++, firstRetryMs, lastRetryMs), open);
  };

  const receive = (from: WebSocket, data: unknown): void => {
    const message = parseMessage(data);
    if (!message) return;
    attempt = 0;
    arm(greyWithoutTickMs, drop);
    const topic = applyMessage(state, message);
    if (topic) from.send(JSON.stringify({ type: 'resync', topic } satisfies ClientMessage));
    onMessage(message);
  };

  const open = (): void => {
    const opened = new WebSocket(url, pushProtocol);
    socket = opened;
    let hasOpened = false;
    arm(greyWithoutTickMs, drop);
    opened.addEventListener('open', () => {
      hasOpened = true;
    });
    opened.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (opened === socket) receive(opened, event.data);
    });
    opened.addEventListener('close', ({ code }) => {
      if (opened !== socket) return;
      if (code === notAllowed || !hasOpened) onDoubt();
      drop();
    });
  };

  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    drop();
  };
}
