import type { AlertView, IncidentView } from '#shared/wire/duty.ts';

export const nowMs = Date.parse('2026-11-23T02:00:00Z');

/** An instant some minutes before `nowMs`. */
export function minutesAgo(minutes: number): string {
  return new Date(nowMs - minutes * 60_000).toISOString();
}

/** An announced alert that nobody has. */
export function anAlert(id: number, change: Partial<AlertView> = {}): AlertView {
  return {
    ...{ id, world: 'live', rule: 'kiosk-silent', target: `K${id}`, openedSeq: id, version: 1 },
    name: { vi: 'Kiosk im lặng', en: 'Kiosk silent' },
    ...{ priority: 'P3', labels: { asset: `K${id}`, unit: '00004' }, owner: 'GD-VP', runbook: null },
    action: { vi: 'Gọi', en: 'Call' },
    ...{ since: minutesAgo(id), openedAt: minutesAgo(id), closedAt: null, condition: 'firing', value: null },
    ...{ suppression: { why: 'none' }, silencing: null, acknowledgement: null, incident: null, isLate: false },
    ...change,
  };
}

/** A new incident that nobody has. */
export function anIncident(id: number, change: Partial<IncidentView> = {}): IncidentView {
  return {
    ...{ id, number: `SC-${id}`, world: 'live', title: { vi: `Sự cố ${id}`, en: `Incident ${id}` } },
    ...{ priority: 'P2', state: 'new', isExercise: false, cause: null, units: ['00004'], assets: [] },
    affected: { assets: 0, points: 0, waiting: null },
    alerts: { open: 0, all: 0 },
    ...{ owner: null, ownerUntil: null, occurredAt: minutesAgo(id), detectedAt: minutesAgo(id), resolvedAt: null },
    ...{ detectDue: minutesAgo(id - 60), resolveDue: minutesAgo(id - 240), paused: null, openTasks: 0, version: 1 },
    ...change,
  };
}
