import { cityCount, countFigure } from './day-counts.ts';
import { absent, type Figure } from './figure.ts';
import { seenToday } from './seen-today.ts';
import { toDayCounts, type WallMoment } from './wall-moment.ts';

export type HotlineSummary = {
  /** Hotlines heard today, of `expected`: a hotline promises no interval. */
  readonly heardToday: number;
  readonly expected: number;
  readonly asOfMs: number | null;
  readonly inQueue: Figure;
  /** Mean wait of today's answered calls, in seconds. */
  readonly meanWaitS: Figure;
  readonly queued: Figure;
  readonly answered: Figure;
  readonly abandoned: Figure;
  /** People helped today, a running count: calls answered, and chats that their citizen did not leave. */
  readonly supported: Figure;
  /** The chats among them. */
  readonly chats: Figure;
  readonly openChats: Figure;
  /** Virtual assistants heard today, of `chatbots`. */
  readonly chatbotsHeardToday: number;
  readonly chatbots: number;
};

type Line = { readonly code: string };

/** Calls in the queue and chats open now; today's calls: taken, answered after how long, given up; who was helped. */
export function summariseHotline(
  { hotlines: assets, chatbots }: { readonly hotlines: readonly Line[]; readonly chatbots: readonly Line[] },
  moment: WallMoment,
): HotlineSummary {
  const inQueue = openNow(assets, 'call', moment);
  const openChats = openNow(chatbots, 'chat', moment);
  const counts = toDayCounts(moment);
  const answered = cityCount(counts, 'call.answered_ms');
  const calls = countFigure(counts, 'call', () => answered.n);
  const chats = countFigure(
    counts,
    'chat',
    () => cityCount(counts, 'chat.ended_ms').n - cityCount(counts, 'chat.ended_ms', 'outcome=abandoned').n,
  );
  return {
    heardToday: seenToday(assets, moment),
    expected: assets.length,
    asOfMs: inQueue.value === null ? null : inQueue.asOfMs,
    inQueue,
    meanWaitS: countFigure(counts, 'call', () => (answered.n > 0 ? answered.sum / answered.n / 1000 : null)),
    queued: countFigure(counts, 'call', () => cityCount(counts, 'call.queued').n),
    answered: calls,
    abandoned: countFigure(counts, 'call', () => cityCount(counts, 'call.abandoned_ms').n),
    supported: bothOf(calls, chats),
    chats,
    openChats,
    chatbotsHeardToday: seenToday(chatbots, moment),
    chatbots: chatbots.length,
  };
}

/** Items of a sort open now; these promise no interval, so what was heard once holds until it is told otherwise. */
function openNow(assets: readonly Line[], sort: string, { state }: WallMoment): Figure {
  const known = assets.flatMap(({ code }) => state.assets.get(code) ?? []);
  if (known.length === 0) return absent('never');
  const value = known.reduce((sum, { open }) => sum + (open[sort]?.count ?? 0), 0);
  return { value, asOfMs: Math.max(...known.map(({ seenMs }) => seenMs)) };
}

/** The sum, or the one that there is: the panel's coverage tells which is silent. */
function bothOf(a: Figure, b: Figure): Figure {
  if (a.value === null) return b.value === null ? a : b;
  return b.value === null ? a : { value: a.value + b.value, asOfMs: null };
}
