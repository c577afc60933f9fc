import { priorities } from '#shared/wire/duty-priorities.ts';
import { incidentStates, type IncidentState, type Priority } from '#shared/wire/duty.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { nextDay } from '#shared/time/next-day.ts';

/** Which incidents are asked for, as in the address of their page; '' is all. Days are the city's, both included. */
export type IncidentAsked = {
  readonly q: string;
  readonly state: '' | 'open' | IncidentState;
  readonly priority: '' | Priority;
  readonly unit: string;
  readonly owner: string;
  readonly from: string;
  readonly to: string;
};

/** In these somebody still has to do something. */
export const unresolved: readonly IncidentState[] = ['new', 'acknowledged', 'in_progress', 'waiting'];
const day = /^\d{4}-\d{2}-\d{2}$/;

/** Reads what is asked for; what is none of it is left out. */
export function readIncidentAsked(query: URLSearchParams): IncidentAsked {
  const text = (name: string): string => (query.get(name) ?? '').trim().slice(0, 160);
  const among = <Of extends string>(all: readonly Of[], name: string): '' | Of =>
    all.find((one) => one === text(name)) ?? '';
  return {
    ...{ q: text('q'), unit: text('unit'), owner: text('owner') },
    state: among(['open', ...incidentStates] as const, 'state'),
    priority: among(priorities, 'priority'),
    from: day.test(text('from')) ? text('from') : '',
    to: day.test(text('to')) ? text('to') : '',
  };
}

/** The same as the store is asked; an account of a unit sees its unit's only. */
export function toIncidentFilter(
  { q, state, priority, unit, owner, from, to }: IncidentAsked,
  { world, own, timeZone }: { world: string; own: string | null; timeZone: string },
) {
  const { startOf } = civilCalendar(timeZone);
  return {
    world,
    text: q === '' ? undefined : q,
    states: state === '' ? undefined : state === 'open' ? unresolved : [state],
    priorities: priority === '' ? undefined : [priority],
    unit: own ?? (unit === '' ? undefined : unit),
    owner: owner === '' ? undefined : owner,
    from: from === '' ? undefined : new Date(startOf(from)),
    to: to === '' ? undefined : new Date(startOf(nextDay(to))),
  };
}
