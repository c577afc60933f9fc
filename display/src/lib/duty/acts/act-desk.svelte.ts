import { sendWish, type DutyWish } from './duty-wish.ts';
import { undoMs, undoOf } from './undo-of.ts';

/** Something that was done, for as long as it is shown. `undo` null: it cannot be taken back. */
export type DoneAct = {
  readonly text: string;
  readonly undo: DutyWish | null;
  /** By the page's own clock. */
  readonly untilMs: number;
};

/** Why something was not done, until the person has seen it. */
export type RefusedAct = { readonly code: 'conflict' | 'forbidden' | 'unavailable' | 'refused'; readonly why: string };

const doneShownMs = 6_000;

/** Sends what is done at the desk, one at a time for each matter, and remembers how the last act is taken back. */
export class ActDesk {
  done = $state.raw<DoneAct | null>(null);
  refused = $state.raw<RefusedAct | null>(null);
  /** What is being sent, by the matter it is about. */
  sending = $state.raw<readonly string[]>([]);

  /**
   * Does it; returns what its owner answered, or undefined when it was not done. A second press while it is sent does nothing.
   * `explain` says who was there before, in the language of the page.
   */
  async send(
    about: string,
    wish: DutyWish,
    text: string | ((value: unknown) => string),
    explain?: () => Promise<string | null>,
  ): Promise<unknown> {
    if (this.sending.includes(about)) return undefined;
    this.sending = [...this.sending, about];
    this.refused = null;
    const commandId = crypto.randomUUID();
    const answer = await sendWish(wish, commandId);
    this.sending = this.sending.filter((one) => one !== about);
    if (!answer.ok) {
      const said = answer.code === 'conflict' ? await explain?.() : null;
      this.#refuse(answer.code, said ?? answer.message);
      return undefined;
    }
    const undo = undoOf(wish, commandId, answer.value);
    this.done = {
      text: typeof text === 'string' ? text : text(answer.value),
      undo,
      untilMs: performance.now() + (undo ? undoMs : doneShownMs),
    };
    return answer.value;
  }

  /** Takes the last act back, once, while that is possible. */
  async undo(text: string): Promise<void> {
    const { done } = this;
    if (!done?.undo || performance.now() >= done.untilMs) return;
    this.done = null;
    const answer = await sendWish(done.undo, crypto.randomUUID());
    if (answer.ok) this.done = { text, undo: null, untilMs: performance.now() + doneShownMs };
    else this.#refuse(answer.code, answer.message);
  }

  /** Forgets what can no longer be taken back; called now and then. */
  expire(nowMs: number): void {
    if (this.done && nowMs >= this.done.untilMs) this.done = null;
  }

  dismiss(): void {
    this.refused = null;
    this.done = null;
  }

  #refuse(code: string, why: string): void {
    const known = code === 'conflict' || code === 'forbidden' || code === 'unavailable';
    this.refused = { code: known ? code : 'refused', why };
  }
}
