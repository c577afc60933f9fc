import { listManualIncidents, type ManualIncident } from '../../store/list-manual-incidents.ts';
import type { PastSpan } from '../../store/read-rule-past.ts';
import type { Sql } from '../../store/sql.ts';
import type { Caught } from '../../wire/rule-commands.ts';
import type { RuleCity } from '../city.ts';
import type { Episode } from '../replay/tally.ts';

/** An alert so long before an incident may have been of the same thing. */
const earlierMs = 6 * 3_600_000;

/** Which incidents that persons opened in a span a rule would have told of, and how much earlier. */
export async function findCaught(
  sql: Sql,
  span: PastSpan,
  episodes: readonly Episode[],
  { assets }: Pick<RuleCity, 'assets'>,
): Promise<Caught[]> {
  const incidents = await listManualIncidents(sql, span);
  const unitOf = new Map(assets.map(({ code, unit }) => [code, unit]));
  return incidents.map(({ id, title, occurredAt, detectedAt, ...about }) => {
    const told = episodes.find(({ target, announcedAt, closedAt }) => {
      if (announcedAt === null) return false;
      const isEarlier = Date.parse(announcedAt) < detectedAt.getTime();
      const isRecent = Date.parse(announcedAt) >= occurredAt.getTime() - earlierMs;
      const wasThere = closedAt === null || Date.parse(closedAt) >= occurredAt.getTime();
      return isEarlier && (isRecent || wasThere) && isAbout(target, about, unitOf);
    });
    const by = told ? { target: told.target, announcedAt: told.announcedAt ?? '' } : null;
    return { incident: id, title, openedAt: detectedAt.toISOString(), by };
  });
}

/** Whether an alert and an incident are about the same place; what is the city's is about every place. */
function isAbout(
  target: string,
  { units, assets }: Pick<ManualIncident, 'units' | 'assets'>,
  unitOf: ReadonlyMap<string, string>,
): boolean {
  if (target === '' || (units.length === 0 && assets.length === 0)) return true;
  const unit = unitOf.get(target) ?? target;
  return assets.includes(target) || units.includes(unit) || assets.some((asset) => unitOf.get(asset) === target);
}
