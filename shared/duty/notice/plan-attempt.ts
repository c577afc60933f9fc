import { allowedFrom, type Grade, type Left } from '../limits/contact-limits.ts';
import type { Priority } from '../../wire/duty.ts';
import type { ChannelKind } from '../../wire/notify-commands.ts';

/** An attempt that is over. `refused`: will never do that way; `unknown`: it may have arrived. */
export type Attempt = {
  readonly channel: ChannelKind;
  readonly state: 'sent' | 'failed' | 'refused' | 'unknown';
  readonly endedMs: number;
};

export type Plan =
  | { readonly kind: 'send'; readonly channel: ChannelKind }
  | { readonly kind: 'wait'; readonly untilMs: number; readonly why: 'limit' | 'retry' }
  /** No way is left. */
  | { readonly kind: 'lost'; readonly why: string };

type Known = {
  /** What went to the same contact. */
  readonly left: readonly Left[];
  /** What went to anybody, by channel. */
  readonly leftByAll: ReadonlyMap<ChannelKind, readonly Left[]>;
  readonly nowMs: number;
};

export type Message = {
  readonly priority: Priority;
  readonly grade: Grade;
  readonly madeMs: number;
  /** The ways there are to this contact, in order. */
  readonly channels: readonly ChannelKind[];
  /** In order of time. */
  readonly attempts: readonly Attempt[];
};

/** Tries by one way in a round; P1 goes on to the next way sooner. */
const tries: Readonly<Record<Priority, number>> = { P1: 2, P2: 3, P3: 3 };
const retryMs = [5_000, 20_000] as const;
/** After every way was tried in vain it is tried again from the first, each minute, until it is not worth it any more. */
const roundMs = 60_000;
const worthMs: Readonly<Record<Priority, number>> = { P1: 6 * 3_600_000, P2: 2 * 3_600_000, P3: 3_600_000 };

/**
 * What to do with a message now: by which way it goes next, or when. A way that failed is tried again 5 and 20 seconds
 * later, then the next one; one that refused is not tried again. A limit makes P1 take another way at once.
 */
export function planAttempt(message: Message, known: Known): Plan {
  const { priority, grade, madeMs, channels, attempts } = message;
  const { open, rounds, triesOf } = countTries(message);
  if (open.length === 0) return { kind: 'lost', why: channels.length === 0 ? 'no_channel' : 'refused' };
  if (rounds > 0 && (grade !== 'alert' || known.nowMs - madeMs >= worthMs[priority])) {
    return { kind: 'lost', why: 'failed' };
  }
  const unspent = open.filter((channel) => triesOf(channel) < (rounds + 1) * tries[priority]);
  const last = attempts.at(-1);
  const triesOfLast = last && unspent.includes(last.channel) ? triesOf(last.channel) % tries[priority] : 0;
  const isRepeat = last !== undefined && triesOfLast > 0;
  const isNewRound = rounds > 0 && open.every((channel) => triesOf(channel) === rounds * tries[priority]);
  const waitMs = isRepeat ? (retryMs[triesOfLast - 1] ?? roundMs) : isNewRound ? roundMs : 0;
  const dueMs = (last?.endedMs ?? -Infinity) + waitMs;
  if (known.nowMs < dueMs) return { kind: 'wait', untilMs: dueMs, why: 'retry' };
  // A repeat of what has not arrived is not another call on the person.
  if (isRepeat) return { kind: 'send', channel: last.channel };
  return withinLimits(unspent, { grade, priority }, known);
}

/** Whether every way was tried in vain: then somebody else is told as well. */
export function isLostOnce(message: Message): boolean {
  const { open, rounds } = countTries(message);
  return open.length === 0 || rounds > 0;
}

function countTries({ priority, channels, attempts }: Message) {
  const refused = new Set(attempts.filter(({ state }) => state === 'refused').map(({ channel }) => channel));
  const open = channels.filter((channel) => !refused.has(channel));
  const triesOf = (channel: ChannelKind): number => attempts.filter((one) => one.channel === channel).length;
  const rounds = Math.min(...open.map((channel) => Math.floor(triesOf(channel) / tries[priority])));
  return { open, rounds, triesOf };
}

function withinLimits(
  ways: readonly ChannelKind[],
  { grade, priority }: Pick<Message, 'grade' | 'priority'>,
  known: Known,
): Plan {
  // Not a limit's business but the receiver's: who must come is called by whatever way is free.
  const considered = priority === 'P1' && grade === 'alert' ? ways : ways.slice(0, 1);
  const freeAt = considered.map((channel) => ({
    channel,
    ms: allowedFrom({ channel, grade }, { ...known, leftByAll: known.leftByAll.get(channel) ?? [] }),
  }));
  const free = freeAt.find(({ ms }) => ms <= known.nowMs);
  if (free) return { kind: 'send', channel: free.channel };
  return { kind: 'wait', untilMs: Math.min(...freeAt.map(({ ms }) => ms)), why: 'limit' };
}
