import type { Log } from '#shared/service/log.ts';
import { readWorldClock } from '#shared/wire/world.ts';
import { unavailable } from './http/answer.ts';
import { problem, type Problem } from './http/problem.ts';
import type { Framing } from './framing/frames.ts';
import type { Sender } from './keys/sender.ts';
import type { Pseudonym } from './personal/pseudonym.ts';
import { limits } from './limits.ts';
import type { KeepRefused } from './quarantine/keep-refused.ts';
import type { NoteRefused } from './receipts/note-refused.ts';
import type { RegistryCopy } from './registry/registry-copy.ts';
import type { Sitting } from './verdicts/judge-event.ts';

/** What judging and taking events needs, whichever way they come. */
export type Door = {
  readonly registry: () => RegistryCopy;
  readonly framing: Framing;
  readonly isLogUp: () => boolean;
  /** Whether the process is on its way out: what was judged is finished, nothing more is taken. */
  readonly isClosing: () => boolean;
  readonly pseudonym: () => Pseudonym;
  readonly keepRefused: KeepRefused;
  readonly noteRefused: NoteRefused;
  /** Real time in milliseconds. */
  readonly now: () => number;
  readonly log: Log;
};

/** What holds for a sender's events at this moment, or why none can be judged now. */
export function openSitting(door: Door, sender: Sender): Sitting | Problem {
  const { assets, clocks } = door.registry();
  if (!assets || !clocks) return problem('unavailable', 'the registry has not reached the door yet; send again');
  if (door.isClosing()) return unavailable('closing');
  if (!door.isLogUp()) return unavailable('away');
  const { world } = sender.key;
  const clock = clocks.get(world);
  if (!clock && world !== 'live') {
    return problem('unavailable', `the clock of world ${world} is not set; set it, then send again`);
  }
  const nowMs = door.now();
  return {
    sender,
    assets,
    worldNowMs: readWorldClock(world === 'live' ? undefined : clock, nowMs).nowMs,
    futureMs: limits.futureMs + limits.clockDelayMs * Math.max(0, (clock?.speed ?? 1) - 1),
    receivedTime: new Date(nowMs).toISOString(),
    pseudonym: door.pseudonym(),
  };
}

/** Tells a problem from whatever else a function may answer. */
export function isProblem(value: object): value is Problem {
  return 'status' in value && 'title' in value;
}
