import type { ChannelKind } from '../../wire/notify-commands.ts';

/** `alert`: somebody must act. `status`: how it went on. `test`: asked for by whoever gets it. */
export type Grade = 'alert' | 'status' | 'test';

/** A message that left, or may have left. */
export type Left = { readonly channel: ChannelKind; readonly grade: Grade; readonly atMs: number };

type Limit = {
  /** Of which messages; left out: of all. */
  readonly channels?: readonly ChannelKind[];
  readonly grade?: Grade;
  readonly most: number;
  readonly withinMs: number;
};

const minuteMs = 60_000;

/** Both reach a telephone, and both are paid for by the message. */
const phones = ['sms', 'zalo'] as const;

/**
 * How often one person is called on: GoAlert's figures, found bearable there. Any way once a minute; to a telephone 5 in a
 * quarter of an hour, 11 in an hour, 21 in three; how things went on 1 in 3 minutes, 3 in 20, 8 in two hours.
 */
export const contactLimits: readonly Limit[] = [
  { most: 1, withinMs: minuteMs },
  { channels: phones, grade: 'alert', most: 5, withinMs: 15 * minuteMs },
  { channels: phones, grade: 'alert', most: 11, withinMs: 60 * minuteMs },
  { channels: phones, grade: 'alert', most: 21, withinMs: 180 * minuteMs },
  { grade: 'status', most: 1, withinMs: 3 * minuteMs },
  { grade: 'status', most: 3, withinMs: 20 * minuteMs },
  { grade: 'status', most: 8, withinMs: 120 * minuteMs },
];

/** What one way carries for everybody: gateways cut off whoever sends faster. */
export const channelLimit: Limit = { most: 5, withinMs: 5_000 };

/** How far back anything is remembered. */
export const longestLimitMs = Math.max(...contactLimits.map(({ withinMs }) => withinMs));

/**
 * The first instant from `nowMs` on at which a message may go to a person by a channel; `left` is what went to the same
 * person, `leftByAll` what went by the same channel to anybody. Each try of one message by one channel counts once a channel.
 */
export function allowedFrom(
  message: { readonly channel: ChannelKind; readonly grade: Grade },
  { left, leftByAll, nowMs }: { left: readonly Left[]; leftByAll: readonly Left[]; nowMs: number },
): number {
  const ofPerson = contactLimits.map((limit) => freeFrom(limit, message, left));
  return Math.max(nowMs, ...ofPerson, freeFrom(channelLimit, message, leftByAll));
}

function freeFrom(
  limit: Limit,
  { channel, grade }: { channel: ChannelKind; grade: Grade },
  left: readonly Left[],
): number {
  if (limit.channels && !limit.channels.includes(channel)) return -Infinity;
  if (limit.grade && limit.grade !== grade) return -Infinity;
  // A limit without channels is counted by each way: who is called by SMS may be written to at the same time.
  const counted = left
    .filter((one) => (limit.channels ? limit.channels.includes(one.channel) : one.channel === channel))
    .filter((one) => !limit.grade || one.grade === limit.grade)
    .map(({ atMs }) => atMs)
    .sort((one, other) => one - other);
  const oldest = counted.at(-limit.most);
  return counted.length < limit.most || oldest === undefined ? -Infinity : oldest + limit.withinMs;
}
