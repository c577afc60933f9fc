import type { MaintenanceTold } from '#shared/wire/alert-commands.ts';
import type { MarkShape } from '../admin/mark-shape.ts';

/** How a maintenance window stands; `between`: a weekly one that has begun and is not on now. */
export const windowStates = ['on', 'coming', 'between', 'past'] as const;
export type WindowState = (typeof windowStates)[number];

/** How each state is drawn. */
export const windowMarks: Readonly<Record<WindowState, MarkShape>> = {
  on: 'spanner',
  coming: 'dot',
  between: 'dot',
  past: 'dash',
};

/** How a window stands at an instant of its world. */
export function windowStateOf({ isOn, endedAt, from }: MaintenanceTold, nowMs: number): WindowState {
  if (endedAt !== null) return 'past';
  if (isOn) return 'on';
  return Date.parse(from) > nowMs ? 'coming' : 'between';
}

/** Windows as a list shows them: what is on, then what is next, and what is over last, the latest first. */
export function orderWindows(windows: readonly MaintenanceTold[], nowMs: number): MaintenanceTold[] {
  const rankOf = (window: MaintenanceTold): number => windowStates.indexOf(windowStateOf(window, nowMs));
  return windows.toSorted((a, b) => {
    const apart = rankOf(a) - rankOf(b);
    if (apart !== 0) return apart;
    return a.endedAt !== null && b.endedAt !== null
      ? Date.parse(b.endedAt) - Date.parse(a.endedAt)
      : Date.parse(a.from) - Date.parse(b.from) || a.id - b.id;
  });
}
