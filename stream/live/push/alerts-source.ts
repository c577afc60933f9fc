import type { AlertView, IncidentView } from '#shared/wire/duty.ts';
import type { DutyNow } from './duty-now.ts';
import { Frame } from './frame.ts';
import { withoutNames } from './without-names.ts';
import type { AlertReach } from './token-check.ts';
import type { TopicSource } from './topic-source.ts';

/** Whatever happens to the duty process, its changes are counted on. */
const epoch = 'duty';

/** A world's alerts and incidents as a topic: all of them, or those of one unit; with the names of who has them, or without. */
export function createAlertsSource(
  now: DutyNow,
  { reach, nowMs }: { readonly reach: AlertReach; readonly nowMs: () => number },
): TopicSource {
  const own = (told: {
    readonly alerts: readonly AlertView[];
    readonly incidents: readonly IncidentView[];
  }): object => {
    const { unit, isNameless } = reach;
    if (isNameless) return withoutNames(told);
    if (unit === null) return told;
    return {
      alerts: told.alerts.filter(({ labels, target }) => labels.unit === unit || target === unit),
      incidents: told.incidents.filter(({ units }) => units.includes(unit)),
    };
  };
  const offset = (): number => now.position()?.offset ?? 0;
  return {
    topic: 'alerts',
    position: () => now.position(),
    snapshot: () => {
      const head = { type: 'snapshot', topic: 'alerts', epoch, offset: offset() };
      return new Frame(JSON.stringify({ ...head, ...own(now.all(nowMs())) }));
    },
    delta: (from, keys) => {
      const head = { type: 'delta', topic: 'alerts', epoch, from, to: offset() };
      return new Frame(JSON.stringify({ ...head, ...own(now.some(keys.keys())) }));
    },
  };
}
