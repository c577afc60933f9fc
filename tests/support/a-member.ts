import type { Channel } from '#shared/duty/incident/channel.ts';
import type { Member } from '#shared/duty/incident/member.ts';

const startMs = Date.parse('2026-11-23T02:00:00Z');

/** An alert as grouping sees it, from what matters of it; `atMin` is when it began and opened. */
export function aMember(
  over: Partial<Omit<Member, 'rule'>> & {
    id: number;
    channel: Channel;
    rule: string;
    atMin?: number;
    causes?: Member['rule']['causes'];
    words?: string[];
  },
): Member {
  const { rule, atMin = 0, causes = [], words = [], ...rest } = over;
  const ms = startMs + atMin * 60_000;
  return {
    ...{ name: { vi: rule, en: rule }, target: rest.labels?.asset ?? rest.labels?.unit ?? '', labels: {}, about: [] },
    ...{ priority: 'P3', sinceMs: ms, openedMs: ms, closedMs: null, ...rest },
    rule: { id: rule, causes, labels: words },
  };
}
