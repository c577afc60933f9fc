import type { ServerMessage } from '#shared/wire/push.ts';
import { connectFeed } from './connect-feed.ts';
import { linkState, type LinkState } from './link-state.ts';
import { emptyScreenState } from './screen-state.ts';
import { worldTimeMs } from './world-time.ts';

const beatMs = 250;

type Follower = {
  /** What was just told; it is in the state already. */
  readonly onMessage: (message: ServerMessage) => void;
  /** Four times a second, whatever is told: time goes by without a word too. */
  readonly onBeat: (nowMs: number) => void;
};

/** A feed as a screen follows it: what it holds, and how long ago it was heard. Instants are of the page's own clock. */
export class LiveFeed {
  readonly state = emptyScreenState();
  #startedMs = 0;
  #messageMs = 0;
  #tickMs: number | null = null;

  /** Starts following; returns how to stop. `onDoubt`: perhaps this screen may no longer look. */
  follow(url: string, onDoubt: () => void, { onMessage, onBeat }: Follower): () => void {
    this.#startedMs = performance.now();
    const disconnect = connectFeed({
      ...{ url, state: this.state, onDoubt },
      onMessage: (message) => {
        this.#messageMs = performance.now();
        if (message.type === 'tick') this.#tickMs = this.#messageMs;
        onMessage(message);
      },
    });
    const beat = setInterval(() => {
      onBeat(performance.now());
    }, beatMs);
    return () => {
      clearInterval(beat);
      disconnect();
    };
  }

  linkAt(nowMs: number): LinkState {
    return linkState(this.#tickMs, this.#startedMs, nowMs);
  }

  /** Real time since the last tick; 0 before the first. */
  sinceTickMs(nowMs: number): number {
    return nowMs - (this.#tickMs ?? nowMs);
  }

  /** The world's time; null before its first tick. */
  worldMsAt(nowMs: number): number | null {
    return worldTimeMs(this.state.tick, this.sinceTickMs(nowMs));
  }

  /** The world's time when anything was last heard: what the figures are of, should the feed stay silent. */
  heardMs(): number | null {
    return this.worldMsAt(this.#messageMs);
  }
}
