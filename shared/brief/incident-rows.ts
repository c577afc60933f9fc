import type { Incident } from '../duty/incident/incident.ts';
import { incidentNumber } from '../duty/incident/incident.ts';
import type { BriefIncident, ClockVerdict } from './brief.ts';

const done = new Set(['resolved', 'closed']);

/** Incidents as a brief tells them at an instant: the gravest first, then the oldest. */
export function toIncidentRows(incidents: readonly Incident[], atMs: number): BriefIncident[] {
  return incidents
    .toSorted((one, other) => one.priority.localeCompare(other.priority) || one.occurredMs - other.occurredMs)
    .map((incident) => {
      const { id, title, priority, state, isExercise, cause, units, affected, how } = incident;
      return {
        ...{ id, number: incidentNumber(id), title, priority, state, isExercise, units, how },
        cause: cause?.text ?? null,
        affected: {
          ...{ assets: affected.assets, points: affected.points },
          ...{ waiting: affected.waiting, waitingAt: affected.waitingAt },
        },
        occurredAt: iso(incident.occurredMs),
        detectedAt: iso(incident.detectedMs),
        resolvedAt: incident.resolvedMs === null ? null : iso(incident.resolvedMs),
        detect: incident.detectedMs <= incident.detectDueMs ? 'kept' : 'missed',
        resolve: resolveClock(incident, atMs),
      };
    });
}

function resolveClock({ state, resolvedMs, resolveDueMs }: Incident, atMs: number): ClockVerdict {
  if (resolveDueMs === null) return 'paused';
  if (done.has(state) && resolvedMs !== null) return resolvedMs <= resolveDueMs ? 'kept' : 'missed';
  return atMs > resolveDueMs ? 'missed' : 'running';
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
