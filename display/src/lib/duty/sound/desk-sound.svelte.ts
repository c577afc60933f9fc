import { keepChoice, readChoice } from '../parts/kept-choice.ts';
import type { QueueRow } from '../queue/queue-row.ts';
import { decideSound, silentSoFar } from './decide-sound.ts';
import { openVoice, type Voice } from './play-sound.ts';

const lookEveryMs = 1_000;

/** The desk's sound for P1: off until the person allows it, which is remembered. */
export class DeskSound {
  /** `blocked`: allowed, but the browser waits for a press on this page. */
  state = $state.raw<'on' | 'off' | 'blocked'>('off');
  /** How often it has sounded: what a test, and nobody else, can see of it. */
  sounded = $state.raw(0);
  #voice: Voice | null = null;
  #rows: readonly QueueRow[] = [];
  #memory = silentSoFar;

  /** Begins as it was left the last time; returns how to stop. */
  start(): () => void {
    if (readChoice('duty.sound', false)) {
      this.state = 'blocked';
      this.wake();
    }
    const timer = setInterval(() => {
      this.#decide();
    }, lookEveryMs);
    return () => {
      clearInterval(timer);
      this.#voice?.close();
      this.#voice = null;
    };
  }

  follow(rows: readonly QueueRow[]): void {
    this.#rows = rows;
    this.#decide();
  }

  /** Turns it on, with a sound to hear that it works, or off. */
  turn(): void {
    const isOn = this.state === 'off';
    keepChoice('duty.sound', isOn);
    this.state = isOn ? 'blocked' : 'off';
    if (isOn) this.wake(() => this.#voice?.sound());
  }

  /** To be called while a press is handled: a browser lets a page sound from then on. */
  wake(then?: () => void): void {
    if (this.state !== 'blocked') return;
    this.#voice ??= openVoice();
    void this.#voice.wake().then(() => {
      if (this.state === 'off') return;
      this.state = 'on';
      then?.();
    });
  }

  #decide(): void {
    const isAllowed = this.state === 'on';
    const { sounds, memory } = decideSound(this.#rows, this.#memory, { nowMs: performance.now(), isAllowed });
    this.#memory = memory;
    if (sounds && this.#voice?.sound()) this.sounded += 1;
  }
}
