import type { AlertView, Says } from '#shared/wire/duty.ts';
import type { QueueRow } from './queue-row.ts';

/** Alerts of one rule beneath a cause. */
export type Symptom = { readonly rule: string; readonly name: Says; readonly alerts: number };

/** What lies beneath the first alert of a row, by rule, the most frequent first. */
export function symptomsOf({ alerts }: Pick<QueueRow, 'alerts'>): Symptom[] {
  const beneath = alerts.slice(1).filter(({ closedAt }) => closedAt === null);
  return [...Map.groupBy(beneath, ({ rule }) => rule)]
    .map(([rule, members]) => ({ rule, name: nameOf(members), alerts: members.length }))
    .sort((a, b) => b.alerts - a.alerts || a.rule.localeCompare(b.rule));
}

function nameOf([first]: readonly AlertView[]): Says {
  return first?.name ?? { vi: '', en: '' };
}
