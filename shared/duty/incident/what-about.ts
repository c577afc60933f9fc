import type { Channel } from './channel.ts';
import type { KnownPlace, PointNow } from './place-now.ts';

/** How often a matter was asked about in the last hour, and in the day before it. */
export type Asked = { readonly matter: string; readonly n: number; readonly before: number };

/** Fewer than this share of the staff as established is a shortage. */
const shortShare = 0.7;
const leastAsked = 5;
const timesUsual = 2;

/** Whether too few are at a point that is open. */
export function isShort(place: KnownPlace | undefined, point: PointNow | undefined): boolean {
  const { staff } = place ?? { staff: null };
  const present = point?.present ?? null;
  return point?.isOpen === true && staff !== null && staff > 0 && present !== null && present < staff * shortShare;
}

/** What people ask about much more than before: at least twice its usual share. */
export function risenMatters(asked: readonly Asked[]): string[] {
  const total = asked.reduce((sum, { n }) => sum + n, 0);
  const before = asked.reduce((sum, one) => sum + one.before, 0);
  if (total === 0 || before === 0) return [];
  return asked
    .filter((one) => one.n >= leastAsked && one.n / total >= timesUsual * Math.max(one.before / before, 0.01))
    .sort((a, b) => b.n - a.n || (a.matter < b.matter ? -1 : 1))
    .slice(0, 3)
    .map(({ matter }) => matter);
}

/** Channels whose alerts may be about something that people ask for. */
export const askingChannels: readonly Channel[] = ['kiosk', 'queue', 'hotline', 'chatbot'];
