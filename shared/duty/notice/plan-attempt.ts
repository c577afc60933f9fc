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
  const tried = countTries(message);
  if (tried.open.length === 0) return { kind: 'lost', why: channels.length === 0 ? 'no_channel' : 'refused' };
  const isWorthIt = grade === 'alert' && known.nowMs - madeMs < worthMs[priority];
  if (tried.rounds > 0 && !isWorthIt) return { kind: 'lost', why: 'failed' };
  const last = attempts.at(-1);
  const again = last && nextTryBy(last.channel, message, tried);
  const dueMs = (last?.endedMs ?? -Infinity) + (again ? again.waitMs : isNewRound(message, tried) ? roundMs : 0);
  if (known.nowMs < dueMs) return { kind: 'wait', untilMs: dueMs, why: 'retry' };
  // A repeat of what has not arrived is not another call on the person.
  if (again) return { kind: 'send', channel: again.channel };
  const unspent = tried.open.filter((channel) => tried.of(channel) < (tried.rounds + 1) * tries[priority]);
  return withinLimits(unspent, { grade, priority }, known);
}

/** Whether every way was tried in vain: then somebody else is told as well. */
export function isLostOnce(message: Message): boolean {
  const { open, rounds } = countTries(message);
  return open.length === 0 || rounds > 0;
}

type Tried = ReturnType<typeof countTries>;

function countTries({ priority, channels, attempts }: Message) {
  const refused = new Set(attempts.filter(({ state }) => state === 'refused').map(({ channel }) => channel));
  const open = channels.filter((channel) => !refused.has(channel));
  const of = (channel: ChannelKind): number => attempts.filter((one) => one.channel === channel).length;
  const rounds = Math.min(...open.map((channel) => Math.floor(of(channel) / tries[priority])));
  return { open, rounds, of };
}

/** Whether the way that was tried last is tried again before the next one, and after how long. */
function nextTryBy(
  channel: ChannelKind,
  { priority }: Message,
  { open, of }: Tried,
): { readonly channel: ChannelKind; readonly waitMs: number } | undefined {
  const inRound = of(channel) % tries[priority];
  return open.includes(channel) && inRound > 0 ? { channel, waitMs: retryMs[inRound - 1] ?? roundMs } : undefined;
}

function isNewRound({ priority }: Message, { open, rounds, of }: Tried): boolean {
  return rounds > 0 && open.every((channel) => of(channel) === rounds * tries[priority]);
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
