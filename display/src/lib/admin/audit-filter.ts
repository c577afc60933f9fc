import { civilCalendar } from '#shared/time/civil-day.ts';

/** Which rows of the trail are asked for, as in the address of its page; '' is all. Days are the city's, both included. */
export type AuditFilter = {
  readonly actor: string;
  readonly verb: string;
  readonly from: string;
  readonly to: string;
};

const names = ['actor', 'verb', 'from', 'to'] as const;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the filter of an address; a day that is none is left out. */
export function readAuditFilter(query: URLSearchParams): AuditFilter {
  const [actor = '', verb = '', from = '', to = ''] = names.map((name) => (query.get(name) ?? '').trim().slice(0, 80));
  return { actor, verb, from: day.test(from) ? from : '', to: day.test(to) ? to : '' };
}

/** The filter as the trail is asked by it. */
export function toAuditWish({ actor, verb, from, to }: AuditFilter, timeZone: string) {
  const { startOf } = civilCalendar(timeZone);
  const next = (one: string): string => new Date(Date.parse(one) + 86_400_000).toISOString().slice(0, 10);
  return {
    ...(actor !== '' && { actor }),
    ...(verb !== '' && { verb }),
    ...(from !== '' && { from: new Date(startOf(from)) }),
    ...(to !== '' && { to: new Date(startOf(next(to))) }),
  };
}
