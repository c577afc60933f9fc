import type { ChannelKind } from '../../wire/notify-commands.ts';

/** `alert`: somebody must act. `status`: how it went on. `test`: asked for by whoever gets it. */
export type Grade = 'alert' | 'status' | 'test';

/** A message that left, or may have left. */
export type Left = { readonly channel: ChannelKind; readonly grade: Grade; readonly atMs: number };

type Limit = {
  /** Of messages by these ways together; left out: by each way apart, so who is called by SMS may be written to meanwhile. */
  readonly channels?: readonly ChannelKind[];
  /** Which messages wait for it, and which are counted. */
  readonly of: readonly Grade[];
  readonly counts: readonly Grade[];
  readonly most: number;
  readonly withinMs: number;
};

const minuteMs = 60_000;

/** Both reach a telephone, and both are paid for by the message. */
const phones = ['sms', 'zalo'] as const;
const calls = { of: ['alert'], counts: ['alert'] } as const;
const news = { of: ['status'], counts: ['status'] } as const;

/**
 * How often one person is called on: GoAlert's figures, found bearable there. Any way once a minute; to a telephone 5 in a
 * quarter of an hour, 11 in an hour, 21 in three; how things went on 1 in 3 minutes, 3 in 20, 8 in two hours. Whoever must
 * come is kept waiting by other calls alone, not by a test or by news.
 */
export const contactLimits: readonly Limit[] = [
  { ...calls, most: 1, withinMs: minuteMs },
  { of: ['status', 'test'], counts: ['alert', 'status', 'test'], most: 1, withinMs: minuteMs },
  { ...calls, channels: phones, most: 5, withinMs: 15 * minuteMs },
  { ...calls, channels: phones, most: 11, withinMs: 60 * minuteMs },
  { ...calls, channels: phones, most: 21, withinMs: 180 * minuteMs },
  { ...news, most: 1, withinMs: 3 * minuteMs },
  { ...news, most: 3, withinMs: 20 * minuteMs },
  { ...news, most: 8, withinMs: 120 * minuteMs },
];

const everything: readonly Grade[] = ['alert', 'status', 'test'];

/** What one way carries for everybody: gateways cut off whoever sends faster. */
export const channelLimit: Limit = { of: everything, counts: everything, most: 5, withinMs: 5_000 };

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
  { channels, of, counts, most, withinMs }: Limit,
  { channel, grade }: { channel: ChannelKind; grade: Grade },
  left: readonly Left[],
): number {
  if (!of.includes(grade) || (channels && !channels.includes(channel))) return -Infinity;
  const ways = channels ?? [channel];
  const counted = left
    .filter((one) => ways.includes(one.channel) && counts.includes(one.grade))
    .map(({ atMs }) => atMs)
    .sort((one, other) => one - other);
  const oldest = counted.at(-most);
  return oldest === undefined ? -Infinity : oldest + withinMs;
}
