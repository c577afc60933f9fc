import { isOpen } from '../progress.ts';
import type { Transition } from '../alert.ts';
import { loadLimits } from './limits.ts';

/** When an alert was open, and what became of it. `announcedAt` null: it was never announced, `silenced` says why. */
export type Episode = {
  readonly rule: string;
  readonly target: string;
  readonly priority: Transition['priority'];
  readonly openedAt: string;
  readonly since: string;
  readonly value: Transition['value'];
  announcedAt: string | null;
  silenced: string | null;
  closedAt: string | null;
};

/** What one rule would have done. */
export type RuleTally = {
  readonly rule: string;
  readonly opened: number;
  readonly announced: number;
  readonly perHour: number;
  readonly noData: number;
  readonly medianOpenS: number | null;
};

/** The load on one desk. Shares are of the hours or ten-minute periods of the span. */
export type Load = {
  readonly hours: number;
  readonly announced: number;
  readonly perDay: number;
  readonly perHour: number;
  readonly busiestHour: number;
  readonly hoursOverLimit: number;
  readonly floods: readonly { readonly from: string; readonly alerts: number }[];
  readonly busiestTenMinutes: number;
  readonly floodShare: number;
  readonly byPriority: Readonly<Record<Transition['priority'], number>>;
  readonly stale: number;
  readonly verdict: 'acceptable' | 'manageable' | 'too much';
};

export type Tally = {
  readonly add: (transition: Transition) => void;
  readonly episodes: () => readonly Episode[];
  readonly rules: (hours: number) => RuleTally[];
  readonly load: (fromMs: number, toMs: number) => Load;
};

const hourMs = 3_600_000;
const tenMinutesMs = 600_000;

/** Counts what alerts would have come to a desk: an alert counts once, when it is first announced. */
export function createTally(ruleIds: readonly string[]): Tally {
  const episodes = new Map<string, Episode>();
  const noData = new Map<string, number>();
  const list = (): Episode[] => [...episodes.values()];
  const announced = (): Episode[] => list().filter(({ announcedAt }) => announcedAt !== null);
  return {
    add: ({ alert, priority, at, since, to, from, value }) => {
      const key = `${alert.rule}\n${alert.target}\n${alert.openedSeq}`;
      let episode = episodes.get(key);
      if (!episode) {
        const { rule, target } = alert;
        episode = {
          rule,
          target,
          priority,
          openedAt: at,
          since,
          value,
          announcedAt: null,
          silenced: null,
          closedAt: null,
        };
        episodes.set(key, episode);
      }
      if (to.condition === 'no_data' && from.condition !== 'no_data') {
        noData.set(alert.rule, (noData.get(alert.rule) ?? 0) + 1);
      }
      if (!isOpen(to.condition)) episode.closedAt = at;
      else if (to.suppression.why === 'none') episode.announcedAt ??= at;
      else episode.silenced ??= to.suppression.why;
    },
    episodes: list,
    rules: (hours) =>
      ruleIds.map((rule) => {
        const own = list().filter((episode) => episode.rule === rule);
        const told = own.filter(({ announcedAt }) => announcedAt !== null).length;
        const lengths = own.flatMap(({ openedAt, closedAt }) =>
          closedAt === null ? [] : [(Date.parse(closedAt) - Date.parse(openedAt)) / 1_000],
        );
        return {
          ...{ rule, opened: own.length, announced: told, perHour: told / hours, noData: noData.get(rule) ?? 0 },
          medianOpenS: lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? null,
        };
      }),
    load: (fromMs, toMs) => loadOf(announced(), fromMs, toMs),
  };
}

function loadOf(episodes: readonly Episode[], fromMs: number, toMs: number): Load {
  const times = episodes.map(({ announcedAt }) => Date.parse(announcedAt ?? ''));
  const hours = Math.max((toMs - fromMs) / hourMs, 1 / 60);
  const byHour = countBy(times, hourMs);
  const byTen = countBy(times, tenMinutesMs);
  const floods = [...byTen].filter(([, alerts]) => alerts > loadLimits.floodPer10Min);
  const byPriority = { P1: 0, P2: 0, P3: 0 };
  for (const { priority } of episodes) byPriority[priority] += 1;
  const perDay = (episodes.length / hours) * 24;
  const busiestTenMinutes = Math.max(0, ...byTen.values());
  const floodShare = floods.length / (hours * 6);
  const isFlood = floodShare >= loadLimits.floodShare;
  return {
    ...{ hours, announced: episodes.length, perDay, perHour: episodes.length / hours },
    busiestHour: Math.max(0, ...byHour.values()),
    hoursOverLimit: [...byHour.values()].filter((alerts) => alerts > loadLimits.mostPerHour).length,
    floods: floods.map(([ms, alerts]) => ({ from: new Date(ms).toISOString(), alerts })),
    ...{ busiestTenMinutes, floodShare, byPriority },
    stale: episodes.filter(
      (one) => Date.parse(one.closedAt ?? '') - Date.parse(one.openedAt) > 24 * hourMs || isStillOpen(one, toMs),
    ).length,
    verdict:
      perDay <= loadLimits.acceptablePerDay && !isFlood
        ? 'acceptable'
        : perDay <= loadLimits.manageablePerDay && !isFlood
          ? 'manageable'
          : 'too much',
  };
}

function isStillOpen({ openedAt, closedAt }: Episode, toMs: number): boolean {
  return closedAt === null && toMs - Date.parse(openedAt) > 24 * hourMs;
}

function countBy(times: readonly number[], lengthMs: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const ms of times) {
    const bucket = Math.floor(ms / lengthMs) * lengthMs;
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return counts;
}
