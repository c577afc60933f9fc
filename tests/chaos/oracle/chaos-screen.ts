import { WebSocket } from 'ws';
import { backoffMs } from '#shared/service/retry.ts';
import { greyWithoutTickMs, pushProtocol, type ClientMessage, type PushTopic } from '#shared/wire/push.ts';
import { applyMessage } from '../../../display/src/lib/feed/apply-message.ts';
import { parseMessage } from '../../../display/src/lib/feed/parse-message.ts';
import { emptyScreenState, type ScreenState } from '../../../display/src/lib/feed/screen-state.ts';

export type ChaosScreen = {
  readonly state: ScreenState;
  /** Times it connected. */
  readonly connects: () => number;
  /** Whole snapshots it had to take of a topic. */
  readonly snapshots: (topic: PushTopic) => number;
  /** Milliseconds since the server last vouched for the whole path; null before the first time. */
  readonly tickAgeMs: () => number | null;
  readonly close: () => void;
};

/**
 * A screen that folds what it is sent with the display's own code and behaves as the display does: a gap is answered by
 * asking for a snapshot, a connection that ends or says nothing is replaced after a jittered wait.
 */
export function openChaosScreen(liveUrl: string, wallToken: string, hz = 10): ChaosScreen {
  const state: ScreenState = emptyScreenState();
  const snapshots = { state: 0, counts: 0, alerts: 0 };
  let socket: WebSocket | undefined;
  let connects = 0;
  let attempt = 0;
  let tickMs: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const arm = (ms: number, then: () => void): void => {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(then, ms);
  };
  const drop = (): void => {
    const dropped = socket;
    socket = undefined;
    dropped?.terminate();
    arm(backoffMs(attempt++, 200, 2_000), open);
  };
  const open = (): void => {
    const headers = { authorization: `Bearer ${wallToken}` };
    const opened = new WebSocket(`${liveUrl}?world=live&hz=${String(hz)}`, pushProtocol, { headers });
    socket = opened;
    arm(greyWithoutTickMs, drop);
    opened.on('open', () => (connects += 1));
    opened.on('error', () => undefined);
    opened.on('close', () => {
      if (opened === socket) drop();
    });
    opened.on('message', (data: Buffer) => {
      const message = parseMessage(data.toString());
      if (opened !== socket || !message) return;
      attempt = 0;
      arm(greyWithoutTickMs, drop);
      if (message.type === 'tick') tickMs = performance.now();
      if (message.type === 'snapshot') snapshots[message.topic] += 1;
      const topic = applyMessage(state, message);
      if (topic) opened.send(JSON.stringify({ type: 'resync', topic } satisfies ClientMessage));
    });
  };
  open();
  return {
    state,
    connects: () => connects,
    snapshots: (topic) => snapshots[topic],
    tickAgeMs: () => (tickMs === null ? null : performance.now() - tickMs),
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      const last = socket;
      socket = undefined;
      last?.terminate();
    },
  };
}
