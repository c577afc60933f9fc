import { loadLimits } from '#shared/rules/replay/limits.ts';
import type { Priority } from '#shared/wire/duty.ts';

/** An alert that was announced to this desk. `openMs` null: it is over. */
export type Announcement = { readonly atMs: number; readonly priority: Priority };

/** How far a figure is within what officers can act on. */
export type LoadVerdict = 'acceptable' | 'manageable' | 'too_much';

export type LoadLine = {
  readonly span: 'ten_minutes' | 'hour' | 'day';
  readonly alerts: number;
  readonly acceptable: number;
  readonly manageable: number;
  readonly verdict: LoadVerdict;
};

export type Budget = {
  readonly officers: number;
  readonly lines: readonly LoadLine[];
  readonly worst: LoadVerdict;
  /** Shares of the day's alerts; null where there were none. */
  readonly mix: Readonly<Record<Priority, number>> | null;
  /** Open for more than a day: fewer than five are wanted on any day. */
  readonly stale: number;
  readonly staleMost: number;
};

const minuteMs = 60_000;
const perTenMinutes = { acceptable: 1, manageable: 2 };
const staleMost = 5;

/**
 * The desk's load against the limits of ISA-18.2 and EEMUA 191 for `officers` on duty. `announced` holds the last day's, each
 * once; `openSinceMs` when the open ones opened.
 */
export function judgeBudget(
  announced: readonly Announcement[],
  openSinceMs: readonly number[],
  { nowMs, officers }: { readonly nowMs: number; readonly officers: number },
): Budget {
  const within = (spanMs: number): number =>
    announced.filter(({ atMs }) => atMs > nowMs - spanMs && atMs <= nowMs).length;
  const line = (span: LoadLine['span'], alerts: number, limit: typeof perTenMinutes): LoadLine => {
    const acceptable = limit.acceptable * officers;
    const manageable = limit.manageable * officers;
    return { span, alerts, acceptable, manageable, verdict: verdictOf(alerts, acceptable, manageable) };
  };
  const { acceptablePerHour, manageablePerHour, acceptablePerDay, manageablePerDay } = loadLimits;
  const lines = [
    line('ten_minutes', within(10 * minuteMs), perTenMinutes),
    line('hour', within(60 * minuteMs), { acceptable: acceptablePerHour, manageable: manageablePerHour }),
    line('day', within(1_440 * minuteMs), { acceptable: acceptablePerDay, manageable: manageablePerDay }),
  ];
  const order: readonly LoadVerdict[] = ['acceptable', 'manageable', 'too_much'];
  return {
    ...{ officers, lines, mix: mixOf(announced), staleMost },
    worst: order[Math.max(...lines.map(({ verdict }) => order.indexOf(verdict)))] ?? 'acceptable',
    stale: openSinceMs.filter((ms) => nowMs - ms > 1_440 * minuteMs).length,
  };
}

function verdictOf(alerts: number, acceptable: number, manageable: number): LoadVerdict {
  if (alerts <= acceptable) return 'acceptable';
  return alerts <= manageable ? 'manageable' : 'too_much';
}

function mixOf(announced: readonly Announcement[]): Budget['mix'] {
  if (announced.length === 0) return null;
  const share = (asked: Priority): number =>
    announced.filter(({ priority }) => priority === asked).length / announced.length;
  return { P1: share('P1'), P2: share('P2'), P3: share('P3') };
}
