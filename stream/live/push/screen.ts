import type { PushTopic } from '#shared/wire/push.ts';
import type { Cursor } from './cursor.ts';
import type { Frame } from './frame.ts';

/** What a screen needs of its socket. */
export type Transport = {
  /** Bytes handed over and not yet taken by the kernel. */
  readonly bufferedAmount: number;
  /** Whether permessage-deflate was agreed on. */
  readonly takesDeflated: boolean;
  /** Writes one whole frame. */
  readonly write: (frame: Buffer) => void;
  readonly close: (code: number, reason: string) => void;
  readonly terminate: () => void;
};

/** Above this a screen is skipped: with some 100 ms of data already waiting, more would only be older on arrival. */
const skipAboveBytes = 256 * 1024;
const cutAboveBytes = 4 * 1024 * 1024;
const cutAfterMs = 15_000;
const closeGraceMs = 2_000;
const snapshotEveryMs = 1_000;

/** What a screen is sent that asks for nothing in particular. */
export const usualTopics: readonly PushTopic[] = ['state', 'counts'];

export const closeCodes = { goingAway: 1001, notAllowed: 4001, tooSlow: 4008, protocol: 4009 } as const;

/** One connected screen: where it stands in each topic, and whether it takes what it is sent. */
export class Screen {
  readonly isProbe: boolean;
  readonly cursors: Record<PushTopic, Cursor> = {
    ...{ state: { at: 'start' }, counts: { at: 'start' }, alerts: { at: 'start' } },
  };
  readonly #transport: Transport;
  readonly #topics: readonly PushTopic[];
  readonly #snapshotAfterMs: Record<PushTopic, number> = { state: 0, counts: 0, alerts: 0 };
  #fullSinceMs: number | null = null;
  #isClosed = false;

  constructor(transport: Transport, options: { isProbe: boolean; topics?: readonly PushTopic[] }) {
    this.#transport = transport;
    this.isProbe = options.isProbe;
    this.#topics = options.topics ?? usualTopics;
  }

  /** Whether something waits for it that it could not be sent on the last tick. */
  get isOwed(): boolean {
    return this.#topics.some((topic) => {
      const cursor = this.cursors[topic];
      return cursor.at === 'start' || cursor.missed !== null;
    });
  }

  /** Whether it may be sent something now. One that has not drained for too long is cut here. */
  canTake(nowMs: number): boolean {
    if (this.#isClosed) return false;
    if (this.#transport.bufferedAmount <= skipAboveBytes) {
      this.#fullSinceMs = null;
      return true;
    }
    this.#fullSinceMs ??= nowMs;
    if (nowMs - this.#fullSinceMs >= cutAfterMs) this.close(closeCodes.tooSlow, 'not draining');
    return false;
  }

  /** Whether a snapshot is due: a screen that keeps asking gets one a second at most. */
  mayStart(topic: PushTopic, nowMs: number): boolean {
    return nowMs >= this.#snapshotAfterMs[topic];
  }

  sendSnapshot(topic: PushTopic, frame: Frame, nowMs: number): void {
    this.#snapshotAfterMs[topic] = nowMs + snapshotEveryMs;
    this.send(frame);
  }

  send(frame: Frame): void {
    if (this.#isClosed) return;
    const bytes = frame.bytes(this.#transport.takesDeflated);
    const waiting = this.#transport.bufferedAmount;
    // A first message may be larger than the limit: only what piles up counts.
    if (waiting > 0 && waiting + bytes.length > cutAboveBytes) this.close(closeCodes.tooSlow, 'too much waiting');
    else this.#transport.write(bytes);
  }

  /** Starts a topic over: the next tick sends its snapshot. */
  restart(topic: PushTopic): void {
    this.cursors[topic] = { at: 'start' };
  }

  /** Says why and ends; one that does not even take that is cut off. */
  close(code: number, reason: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#transport.close(code, reason);
    setTimeout(() => {
      this.#transport.terminate();
    }, closeGraceMs).unref();
  }
}
