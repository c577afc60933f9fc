import type { Door } from './door.ts';
import type { Frame } from './framing/frame.ts';
import { problem, type Problem } from './http/problem.ts';
import { limits } from './limits.ts';
import { describeItem } from './verdicts/describe-item.ts';
import { judgeEvent, type Sitting } from './verdicts/judge-event.ts';

/** An item on its way: in a frame (undefined: there was no room for it), or refused. */
export type Taken =
  { readonly id: string; readonly frame: Frame | undefined } | { readonly id?: string; readonly refused: Problem };

/** Judges one item; what is accepted goes into a frame, what is refused into quarantine. `raw` is the item as sent. */
export function takeItem(door: Door, sitting: Sitting, { value, raw }: { value: unknown; raw: Buffer }): Taken {
  if (raw.length > limits.eventBytes) {
    const refused = problem('too-large', `an event is at most ${limits.eventBytes} bytes`);
    door.noteRefused(sitting.sender, refused);
    return { refused };
  }
  const judged = judgeEvent(value, sitting);
  if (judged.ok) return { id: judged.id, frame: door.framing.add(sitting.sender.key.kid, judged.text) };
  const { id, type } = describeItem(value);
  door.noteRefused(sitting.sender, judged.problem, id);
  door.keepRefused({ sender: sitting.sender, text: raw.toString(), problem: judged.problem, ...(type && { type }) });
  return { refused: judged.problem, ...(id !== undefined && { id }) };
}
