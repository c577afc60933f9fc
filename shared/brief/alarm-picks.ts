import type { Priority } from '../wire/duty.ts';
import type { BriefAlarms, BriefCounted } from './brief.ts';
import {
  announcedIn,
  floodStarts,
  hourMs,
  isStaleAt,
  isSilentAt,
  tenMinutesMs,
  type BriefAlert,
  type Span,
} from './alarm-load.ts';

/** Which of a brief's alerts: those that one of its figures counts. */
export type AlarmPick =
  | { readonly of: 'announced' | 'worst-hour' | 'floods' | 'stale' }
  | { readonly of: 'priority'; readonly priority: Priority }
  | { readonly of: 'rule' | 'silence'; readonly rule: string }
  /** Of the day, 0 to 23, by the city's clock. */
  | { readonly of: 'hour'; readonly hour: number };

/** The alerts that a figure counts, in the order in which the desk was told. */
export function pickAlerts<Alert extends BriefAlert>(
  alerts: readonly Alert[],
  pick: AlarmPick,
  {
    span,
    alarms,
    hourOf,
  }: { readonly span: Span; readonly alarms: BriefAlarms; readonly hourOf: (ms: number) => number },
): Alert[] {
  const { fromMs, toMs } = span;
  if (pick.of === 'stale') return alerts.filter((alert) => isStaleAt(alert, toMs));
  if (pick.of === 'silence') return alerts.filter((alert) => alert.rule === pick.rule && isSilentAt(alert, toMs));
  const announced = announcedIn(alerts, { fromMs, toMs }).toSorted((one, other) => one.atMs - other.atMs);
  switch (pick.of) {
    case 'announced':
      return announced;
    case 'priority':
      return announced.filter(({ priority }) => priority === pick.priority);
    case 'rule':
      return announced.filter(({ rule }) => rule === pick.rule);
    case 'hour':
      return announced.filter(({ atMs }) => hourOf(atMs) === pick.hour);
    case 'worst-hour': {
      const startMs = alarms.worstHour ? Date.parse(alarms.worstHour.at) : Number.NaN;
      return announced.filter(({ atMs }) => atMs >= startMs && atMs < startMs + hourMs);
    }
    case 'floods': {
      const starts = new Set(floodStarts(announced));
      return announced.filter(({ atMs }) => starts.has(Math.floor(atMs / tenMinutesMs) * tenMinutesMs));
    }
  }
}

/** How many alerts a brief's figure says there are; undefined: it counts no alerts (floods are counted by their ten minutes). */
export function countPicked(
  { alarms, silences }: Pick<BriefCounted, 'alarms' | 'silences'>,
  pick: AlarmPick,
): number | undefined {
  switch (pick.of) {
    case 'priority':
      return alarms.byPriority[pick.priority];
    case 'rule':
      return alarms.worst.find(({ rule }) => rule === pick.rule)?.alerts;
    case 'silence':
      return silences.find(({ rule }) => rule === pick.rule)?.places;
    case 'hour':
      return alarms.byHour[pick.hour] ?? 0;
    case 'worst-hour':
      return alarms.worstHour?.alerts ?? 0;
    case 'floods':
      return undefined;
    case 'announced':
    case 'stale':
      return alarms[pick.of];
  }
}

/** A pick as the query of an address has it. */
export function pickQuery(pick: AlarmPick): Readonly<Record<string, string>> {
  const { of } = pick;
  if (of === 'priority') return { of, priority: pick.priority };
  if (of === 'rule' || of === 'silence') return { of, rule: pick.rule };
  return of === 'hour' ? { of, hour: String(pick.hour) } : { of };
}
