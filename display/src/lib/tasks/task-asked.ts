/** Which tasks a list is to show, as in the address of its page. */
export type TaskAsked = {
  readonly scope: 'mine' | 'given' | 'all';
  readonly state: '' | 'open' | 'overdue' | 'decide' | 'over';
  readonly office: string;
  readonly q: string;
};

export const scopes = ['mine', 'given', 'all'] as const;
export const stateFilters = ['open', 'overdue', 'decide', 'over'] as const;

/** Reads what is asked for; what is none of it is left out. Who has tasks of their own sees these first. */
export function readTaskAsked(query: URLSearchParams, first: TaskAsked['scope']): TaskAsked {
  const text = (name: string): string => (query.get(name) ?? '').trim().slice(0, 120);
  return {
    scope: scopes.find((one) => one === text('scope')) ?? first,
    state: stateFilters.find((one) => one === text('state')) ?? '',
    ...{ office: text('office'), q: text('q') },
  };
}
