import type { AlertView, IncidentView } from '#shared/wire/duty.ts';
import type { ServerMessage } from '#shared/wire/push.ts';

/** What a screen is shown in place of a message of the feed: itself, another, several, or nothing. */
export type Change = (message: ServerMessage, elapsedMs: number) => readonly ServerMessage[];

/** How a wall is to look in a picture: as it is, or with something that has happened to its feed. */
export const wallStates = {
  normal: (message) => [message],
  p1: (message) => [withMatters(message, ['P1', 'P2', 'P2', 'P3', 'P3', 'P3'])],
  flood: (message) => [withMatters(message, ['P1', ...Array.from({ length: 34 }, (_, at) => (at < 9 ? 'P2' : 'P3'))])],
  /** Sources fell silent twenty minutes ago; the server is well. */
  stale: (message, elapsedMs) => {
    if (message.type === 'delta' && message.topic === 'state') return [];
    if (message.type !== 'tick' || message.worldTime === null) return [message];
    const worldTime = new Date(Date.parse(message.worldTime) + elapsedMs + 1_200_000).toISOString();
    return [{ ...message, worldTime, dutyAgeS: 1 }];
  },
  /** Nothing comes any more once all was told. */
  lost: (message, elapsedMs) => (elapsedMs < 6_000 ? [message] : []),
} satisfies Readonly<Record<string, Change>>;
export type WallState = keyof typeof wallStates;

const matters = [
  ['Tổng đài không nhận cuộc gọi', 'The hotline takes no calls'],
  ['Kiosk mất kết nối cùng một đơn vị', 'Kiosks of one unit are lost'],
  ['Chờ quá lâu tại điểm phục vụ', 'Waiting too long at a service point'],
  ['Bãi đỗ xe không gửi số liệu', 'A parking site sends nothing'],
  ['Cổng thanh toán chậm', 'The payment gateway is slow'],
] as const;

/** A snapshot of alerts with these besides, as the duty process would tell them. */
function withMatters(message: ServerMessage, priorities: readonly AlertView['priority'][]): ServerMessage {
  if (message.type === 'tick') return { ...message, dutyAgeS: 1 };
  if (message.type !== 'snapshot' || message.topic !== 'alerts') return message;
  const at = new Date().toISOString();
  const units = [...new Set(message.incidents.flatMap((incident) => incident.units))];
  const told = priorities.map((priority, index) => toIncident({ priority, index, at, units }));
  return { ...message, incidents: [...message.incidents, ...told], alerts: [...message.alerts, ...toAlerts(told, at)] };
}

type Wish = { priority: AlertView['priority']; index: number; at: string; units: readonly string[] };

function toIncident({ priority, index, at, units }: Wish): IncidentView {
  const [vi, en] = matters[index % matters.length] ?? matters[0];
  const id = 900_000 + index;
  return {
    ...{ id, number: `SC-${String(1040 + index)}`, world: 'live', title: { vi, en }, priority },
    ...{ state: index % 2 === 0 ? 'new' : 'acknowledged', isExercise: false, cause: null },
    units: units.slice(index % 3, (index % 3) + 1),
    assets: [],
    affected: { assets: index * 3, points: index, waiting: index * 12 },
    alerts: { open: 1, all: 1 },
    ...{ owner: null, ownerUntil: null, occurredAt: minutesBefore(at, index * 7 + 2), detectedAt: at },
    ...{ resolvedAt: null, detectDue: at, resolveDue: minutesBefore(at, -45), paused: null, openTasks: 0, version: 1 },
  };
}

/** An alert for each, all within the last ten minutes. */
function toAlerts(incidents: readonly IncidentView[], at: string): AlertView[] {
  return incidents.map(({ id, title, priority, units }) => ({
    ...{ id, world: 'live', rule: 'picture', target: units[0] ?? '', openedSeq: id, name: title, priority },
    ...{
      labels: {},
      action: title,
      owner: '',
      runbook: null,
      since: at,
      openedAt: minutesBefore(at, 3),
      closedAt: null,
    },
    ...{ condition: 'firing', value: null, suppression: { why: 'none' }, silencing: null, acknowledgement: null },
    ...{ incident: id, isLate: false, version: 1 },
  }));
}

function minutesBefore(at: string, minutes: number): string {
  return new Date(Date.parse(at) - minutes * 60_000).toISOString();
}
