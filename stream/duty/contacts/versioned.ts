import type { Outcome } from '../commands/command.ts';

/** Something that was changed by somebody since whoever asks saw it. */
export function conflict(
  what: string,
  known: { version: number; editedBy: string; editedAt: Date } | undefined,
): Outcome {
  const message = known
    ? `${what} is at version ${known.version}, set by ${known.editedBy} at ${known.editedAt.toISOString()}; look again and decide anew`
    : `${what} is not there, or not any more; expect version 0 to make it`;
  return { answer: { ok: false, code: 'conflict', message } };
}
