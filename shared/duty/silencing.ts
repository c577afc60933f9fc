import type { MaintenanceScope } from '../wire/alert-commands.ts';
import type { AlertView, Silencing } from '../wire/duty.ts';
import type { Hours } from '../rules/expected.ts';

/** What was put aside and has not ended; `until` in ISO 8601. `hasSilenced`: something was open under it. */
export type Shelf = {
  readonly id: number;
  readonly rule: string;
  readonly target: string | null;
  readonly by: string;
  readonly until: string;
  readonly oneShot: boolean;
  readonly hasSilenced: boolean;
};

/** A maintenance window that has not ended, from `from` to before `to`; `weekly`: in these hours only. */
export type MaintenanceWindow = {
  readonly id: number;
  readonly scope: MaintenanceScope;
  readonly from: string;
  readonly to: string;
  readonly weekly: string | null;
};

type Subject = Pick<AlertView, 'rule' | 'target' | 'labels'>;

/** Whether a shelf is of an alert. */
export function isShelved({ rule, target }: Pick<Shelf, 'rule' | 'target'>, alert: Subject): boolean {
  return rule === alert.rule && (target === null || target === alert.target);
}

/** Whether an alert is in what work is planned on: one of each list that is given. */
export function isInScope(
  { rules, units, assets, kinds }: MaintenanceScope,
  { rule, target, labels }: Subject,
): boolean {
  const isOne = (list: readonly string[] | undefined, ...names: (string | undefined)[]): boolean =>
    list === undefined || names.some((name) => name !== undefined && list.includes(name));
  return (
    isOne(rules, rule) &&
    isOne(units, labels.unit) &&
    isOne(assets, labels.asset, labels.point, target === '' ? undefined : target) &&
    isOne(kinds, labels.kind)
  );
}

/** Whether a window is on at an instant. A holiday changes nothing in it: `hours` are those of a city without any. */
export function isOn(
  { from, to, weekly }: Omit<MaintenanceWindow, 'id' | 'scope'>,
  nowMs: number,
  hours: Hours,
): boolean {
  if (nowMs < Date.parse(from) || nowMs >= Date.parse(to)) return false;
  return weekly === null || hours.isOpen(weekly, nowMs);
}

/**
 * What silences an alert: a person's own act before planned work, the longest before others. Windows that are not on, and
 * shelves that are over, are not to be given.
 */
export function silencingOf(
  alert: Subject,
  { shelves, windows }: { readonly shelves: readonly Shelf[]; readonly windows: readonly MaintenanceWindow[] },
): Silencing | null {
  const shelf = shelves
    .filter((one) => isShelved(one, alert))
    .sort((a, b) => (a.until === b.until ? a.id - b.id : a.until < b.until ? 1 : -1))[0];
  if (shelf) return { kind: 'shelved', id: shelf.id, until: shelf.until, by: shelf.by };
  const window = windows
    .filter(({ scope }) => isInScope(scope, alert))
    .sort((a, b) => (a.to === b.to ? a.id - b.id : a.to < b.to ? 1 : -1))[0];
  if (!window) return null;
  return { kind: 'maintenance', id: window.id, until: window.weekly === null ? window.to : null };
}

/** Whether two silencings are one. */
export function isSameSilencing(a: Silencing | null, b: Silencing | null): boolean {
  return a?.kind === b?.kind && a?.id === b?.id && a?.until === b?.until;
}
