import { hasParkingNews } from '../../store/has-parking-news.ts';
import { readLogPlace, type LogPlace } from '../../store/read-log-place.ts';
import type { DayHeard } from '../account/day-heard.ts';
import type { ReadHeard } from './heard.ts';

type Remembered = LogPlace & { readonly heard: DayHeard };

/** A megabyte each. */
const mostRemembered = 8;

/**
 * What `read` found before, as long as nothing of that day has come since, late or withdrawn: a frame that is counted is
 * counted whole, so whatever came later has a later one.
 */
export function remembered(read: ReadHeard): ReadHeard {
  const known = new Map<string, Remembered>();
  return async (sql, span) => {
    const key = [span.world, span.day, ...span.sites].join(' ');
    const { log, seq } = await readLogPlace(sql);
    const before = known.get(key);
    const isSame = before?.log === log && !(await hasParkingNews(sql, { ...span, since: before.seq }));
    const heard = isSame ? before.heard : await read(sql, span);
    known.delete(key);
    known.set(key, { heard, log, seq });
    for (const oldest of known.keys()) if (known.size > mostRemembered) known.delete(oldest);
    return heard;
  };
}
