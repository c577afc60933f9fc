import { toSiteHeard, type SiteHeard } from './site-day.ts';

/** What a site's events say of a day, with its exits that nobody paid and its payments that name no stay. */
export type HeardSite = { readonly own: SiteHeard; readonly unpaid: number; readonly nameless: number };

/** What the events of a day say, site by site; a site that is not there was not heard of. */
export type DayHeard = Readonly<Record<string, HeardSite>>;

/** Of a site that was not heard of. */
export const unheard: HeardSite = { own: toSiteHeard([]), unpaid: 0, nameless: 0 };

/** Whether what was kept of a day tells all that is asked by now: earlier programs did not count stays, nor methods by shift. */
export function tellsAll(heard: DayHeard): boolean {
  return Object.values(heard).every(({ own }) => 'sessions' in own);
}
