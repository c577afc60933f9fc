import { loadLimits } from '../rules/replay/limits.ts';
import type { Priority, Says } from '../wire/duty.ts';
import type { BriefAlarms, BriefSilence, LoadVerdict } from './brief.ts';

/** An alert of the brief's days. `toldMs`: when the desk was first told; `overMs`: when it was over; null: not. */
export type BriefAlert = {
  readonly rule: string;
  readonly target: string;
  readonly name: Says;
  readonly priority: Priority;
  readonly openedMs: number;
  readonly toldMs: number | null;
  readonly overMs: number | null;
  /** It says that something is silent, or that nobody knows. */
  readonly isSilence: boolean;
};

/** The second exclusive. */
export type Span = { readonly fromMs: number; readonly toMs: number };

const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
export const tenMinutesMs = 10 * minuteMs;
const worstShown = 5;

/** The load of the desk over a span, for one officer; `hourOf` tells the hour of the city's clock. */
export function weighAlarms(
  alerts: readonly BriefAlert[],
  { fromMs, toMs }: Span,
  hourOf: (ms: number) => number,
): BriefAlarms {
  const announced = announcedIn(alerts, { fromMs, toMs });
  const perDay = (announced.length * dayMs) / Math.max(1, toMs - fromMs);
  const byHour = Array.from({ length: 24 }, (_, hour) => announced.filter(({ atMs }) => hourOf(atMs) === hour).length);
  return {
    announced: announced.length,
    byPriority: { P1: of('P1', announced), P2: of('P2', announced), P3: of('P3', announced) },
    perDay: Math.round(perDay * 10) / 10,
    verdict: verdictOf(perDay),
    worstHour: most(countBy(announced, hourMs), hourMs),
    worstTenMinutes: most(countBy(announced, tenMinutesMs), tenMinutesMs),
    floods: floodStarts(announced).length,
    tenMinutes: Math.ceil((toMs - fromMs) / tenMinutesMs),
    stale: alerts.filter((alert) => isStaleAt(alert, toMs)).length,
    worst: worstOf(announced),
    byHour,
  };
}

/** What was silent at the end, by the rule that says so, most places first. */
export function listSilences(alerts: readonly BriefAlert[], endMs: number): BriefSilence[] {
  const open = alerts.filter((alert) => isSilentAt(alert, endMs));
  return [...Map.groupBy(open, ({ rule }) => rule)]
    .map(([rule, own]) => ({
      ...{ rule, name: own[0]?.name ?? { vi: rule, en: rule }, places: own.length },
      since: new Date(Math.min(...own.map(({ openedMs }) => openedMs))).toISOString(),
    }))
    .sort((one, other) => other.places - one.places || one.rule.localeCompare(other.rule, 'en'));
}

/** What the desk was told of within a span, with when. */
export function announcedIn<Alert extends BriefAlert>(
  alerts: readonly Alert[],
  { fromMs, toMs }: Span,
): (Alert & { readonly atMs: number })[] {
  return alerts
    .flatMap((alert) => (alert.toldMs !== null ? [{ ...alert, atMs: alert.toldMs }] : []))
    .filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
}

/** When the ten minutes begin in which more came than anybody can act on. */
export function floodStarts(announced: readonly { readonly atMs: number }[]): number[] {
  const many = [...countBy(announced, tenMinutesMs)].filter(([, count]) => count > loadLimits.floodPer10Min);
  return many.map(([bucket]) => bucket * tenMinutesMs);
}

/** Whether it is open for more than a day. */
export function isStaleAt({ openedMs, overMs }: BriefAlert, atMs: number): boolean {
  return isOpen(overMs, atMs) && atMs - openedMs > dayMs;
}

/** Whether it says at an instant that something is silent. */
export function isSilentAt({ isSilence, openedMs, overMs }: BriefAlert, atMs: number): boolean {
  return isSilence && openedMs <= atMs && isOpen(overMs, atMs);
}

function isOpen(overMs: number | null, atMs: number): boolean {
  return overMs === null || overMs > atMs;
}

function of(priority: Priority, alerts: readonly BriefAlert[]): number {
  return alerts.filter((alert) => alert.priority === priority).length;
}

function verdictOf(perDay: number): LoadVerdict {
  if (perDay <= loadLimits.acceptablePerDay) return 'acceptable';
  return perDay <= loadLimits.manageablePerDay ? 'manageable' : 'too_much';
}

function countBy(alerts: readonly { readonly atMs: number }[], spanMs: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { atMs } of alerts) {
    const bucket = Math.floor(atMs / spanMs);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return counts;
}

function most(counts: ReadonlyMap<number, number>, spanMs: number): BriefAlarms['worstHour'] {
  const [top] = [...counts].sort(([a, one], [b, other]) => other - one || a - b);
  return top ? { at: new Date(top[0] * spanMs).toISOString(), alerts: top[1] } : null;
}

function worstOf(alerts: readonly BriefAlert[]): BriefAlarms['worst'] {
  return [...Map.groupBy(alerts, ({ rule }) => rule)]
    .map(([rule, own]) => ({ rule, name: own[0]?.name ?? { vi: rule, en: rule }, alerts: own.length }))
    .sort((one, other) => other.alerts - one.alerts || one.rule.localeCompare(other.rule, 'en'))
    .slice(0, worstShown);
}
