import type { DutyWish } from './duty-wish.ts';

/** How long an act can be taken back, and what shows it. */
export const undoMs = 10_000;

type Answered = { readonly id?: unknown; readonly undo?: { readonly commandId: string } | null };

/** The command that takes an act back, by what its owner answered; null: this one cannot be taken back. */
export function undoOf(wish: DutyWish, commandId: string, value: unknown): DutyWish | null {
  if (wish.verb.startsWith('alert.')) return { verb: 'alert.undo', body: { commandId } };
  const { id, undo } = (value ?? {}) as Answered;
  if (typeof id !== 'number' || !undo) return null;
  return { verb: 'incident.undo', body: { id, commandId: undo.commandId } };
}
