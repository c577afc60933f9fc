import type { BackTest } from '#shared/rules/past/back-test.ts';
import { loadLimits } from '#shared/rules/replay/limits.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { formatTable } from '../office/format-table.ts';

const shownEpisodes = 20;

/** A back-test for reading: each rule, the load on the desk against its limits, the first alerts there would have been. */
export function describeBackTest(test: BackTest, rules: readonly Rule[]): string {
  const { load } = test;
  const priorities = new Map(rules.map(({ id, priority }) => [id, priority]));
  const rows = test.rules.map(({ rule, opened, announced, perHour, noData, medianOpenS }) => [
    ...[priorities.get(rule) ?? '', rule, String(opened), String(announced), perHour.toFixed(2), String(noData)],
    medianOpenS === null ? '—' : `${Math.round(medianOpenS / 60)} min`,
  ]);
  const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
  const announced = test.episodes.filter(({ announcedAt }) => announcedAt !== null);
  const share = (count: number): string => percent(load.announced === 0 ? 0 : count / load.announced);
  const { P1, P2, P3 } = load.byPriority;
  const lines = [
    `${test.world}, ${test.from} to ${test.to}: ${test.events} events, of which ${test.judged} one by one, ${test.ticks} ticks`,
    '',
    formatTable(['PRIORITY', 'RULE', 'OPENED', 'ANNOUNCED', 'AN HOUR', 'NO DATA', 'OPEN FOR'], rows).trimEnd(),
    '',
    `On the desk: ${load.announced} alerts, ${load.perDay.toFixed(1)} a day (acceptable ${loadLimits.acceptablePerDay}, manageable ${loadLimits.manageablePerDay}), ${load.perHour.toFixed(2)} an hour (${loadLimits.acceptablePerHour}, ${loadLimits.manageablePerHour}): ${load.verdict}`,
    `Busiest hour ${load.busiestHour} (hours over ${loadLimits.mostPerHour}: ${load.hoursOverLimit}), busiest ten minutes ${load.busiestTenMinutes}; floods (over ${loadLimits.floodPer10Min} in ten minutes): ${load.floods.length}, ${percent(load.floodShare)} of the time (at most ${percent(loadLimits.floodShare)})`,
    `Priorities: P1 ${share(P1)}, P2 ${share(P2)}, P3 ${share(P3)} (about 5, 15, 80); open for more than a day: ${load.stale}`,
    ...load.floods.slice(0, shownEpisodes).map(({ from, alerts }) => `  flood at ${from}: ${alerts} alerts`),
    ...(test.notReplayed.length > 0
      ? [`Not replayed, as nothing is kept of the forecasts or KPIs they ask for: ${test.notReplayed.join(', ')}`]
      : []),
    ...announced
      .slice(0, shownEpisodes)
      .map(({ rule, target, since, announcedAt, closedAt }) =>
        `  ${announcedAt} ${rule} ${target} (since ${since}) ${closedAt === null ? 'still open' : `until ${closedAt}`}`.replaceAll(
          '  (',
          ' (',
        ),
      ),
    ...(announced.length > shownEpisodes ? [`  and ${announced.length - shownEpisodes} more; --json tells all`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
