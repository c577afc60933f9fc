import { isOpen } from '../../rules/progress.ts';
import type { PastAlert } from '../../store/read-past-duty.ts';
import type { AlertView } from '../../wire/duty.ts';

/**
 * An alert as it stood at an instant of its world; undefined: it had not opened. Its rule made the condition, persons and time
 * what lies over it. Which incident it is in is told as it is known now.
 */
export function alertAt({ view, transitions, acts }: PastAlert, atMs: number): AlertView | undefined {
  if (Date.parse(view.openedAt) > atMs) return undefined;
  const last = transitions.findLast(({ at }) => Date.parse(at) <= atMs);
  const isOver = last ? !isOpen(last.to.condition) : view.closedAt !== null && Date.parse(view.closedAt) <= atMs;
  let { acknowledgement, silencing, isLate } = { acknowledgement: null, silencing: null, isLate: view.isLate } as Pick<
    AlertView,
    'acknowledgement' | 'silencing' | 'isLate'
  >;
  for (const { at, by, act, until } of acts) {
    const isThen = Date.parse(at) <= atMs;
    // It was found late until it was told.
    if (act === 'late_announced' && !isThen) isLate = true;
    if (!isThen) continue;
    if (act === 'acknowledged' || act === 'handed_over') acknowledgement = { by, at, until: until ?? at };
    if (act === 'unacknowledged' || act === 'expired') acknowledgement = null;
    if (act === 'shelved') silencing = { kind: 'shelved', id: 0, until: until ?? at, by };
    if (act === 'maintenance') silencing = { kind: 'maintenance', id: 0, until };
    if (act === 'unshelved' || act === 'maintenance_over') silencing = null;
  }
  return {
    ...view,
    condition: isOver ? 'normal' : (last?.to.condition ?? view.condition),
    suppression: last?.to.suppression ?? view.suppression,
    value: last ? last.value : view.value,
    closedAt: isOver ? (last?.at ?? view.closedAt) : null,
    ...{ acknowledgement, silencing, isLate, version: 0 },
  };
}
