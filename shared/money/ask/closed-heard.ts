import { readClosedHeard } from '../../store/money-closings.ts';
import { readParkingTraffic, type SiteTraffic } from '../../store/read-parking-traffic.ts';
import { tellsAll, unheard, type DayHeard } from '../account/day-heard.ts';
import type { ReadHeard } from './heard.ts';

/**
 * Of a closed day what was kept when it was closed, as long as the roll-ups of its sites say the same; of any other what
 * `read` finds.
 */
export function closedOr(read: ReadHeard): ReadHeard {
  return async (sql, span) => {
    const kept = await readClosedHeard(sql, span);
    if (kept && tellsAll(kept) && isStillSo(kept, await readParkingTraffic(sql, span))) return kept;
    return read(sql, span);
  };
}

const figures = ['entered', 'exited', 'payments', 'paidVnd', 'failed'] as const;

function isStillSo(kept: DayHeard, counted: readonly SiteTraffic[]): boolean {
  const now = new Map(counted.map((row) => [row.site, row]));
  const sites = new Set([...Object.keys(kept), ...now.keys()]);
  return [...sites].every((site) => {
    const { own } = kept[site] ?? unheard;
    return figures.every((figure) => own[figure] === (now.get(site)?.[figure] ?? 0));
  });
}
