import type { AlertView, IncidentView } from '#shared/wire/duty.ts';
import type { ServerMessage } from '#shared/wire/push.ts';

/** What a screen is shown in place of a message of the feed: itself, another, several, or nothing. */
export type Change = (message: ServerMessage, elapsedMs: number) => readonly ServerMessage[];

/** How a wall is to look in a picture: as it is, or with something that has happened to its feed; made for each feed anew. */
export const wallStates = {
  normal: () => (message) => [message],
  p1: () => withMatters(['P1', 'P2', 'P2', 'P3', 'P3', 'P3']),
  flood: () => withMatters(['P1', ...Array.from({ length: 34 }, (_, at) => (at < 9 ? 'P2' : 'P3') as Priority)]),
  /** Sources fell silent twenty minutes ago; the server is well. */
  stale: () => (message, elapsedMs) => {
    if (message.type === 'delta' && message.topic === 'state') return [];
    if (message.type !== 'tick' || message.worldTime === null) return [message];
    const worldTime = new Date(Date.parse(message.worldTime) + elapsedMs + 1_200_000).toISOString();
    return [{ ...message, worldTime, dutyAgeS: 1 }];
  },
  /** Nothing comes any more once all was told. */
  lost: () => (message, elapsedMs) => (elapsedMs < 6_000 ? [message] : []),
} satisfies Readonly<Record<string, () => Change>>;
export type WallState = keyof typeof wallStates;
type Priority = AlertView['priority'];

const matters = [
  ['Tổng đài không nhận cuộc gọi', 'The hotline takes no calls'],
  ['Kiosk mất kết nối cùng một đơn vị', 'Kiosks of one unit are lost'],
  ['Chờ quá lâu tại điểm phục vụ', 'Waiting too long at a service point'],
  ['Bãi đỗ xe không gửi số liệu', 'A parking site sends nothing'],
  ['Cổng thanh toán chậm', 'The payment gateway is slow'],
] as const;

/** Alerts with these besides, as the duty process would tell them: of the world's own time and of places that it has. */
function withMatters(priorities: readonly Priority[]): Change {
  let at: string | null = null;
  let units: readonly string[] = [];
  /** What came before the world's clock was heard. */
  let early: AlertsSnapshot | undefined;
  const fill = (message: AlertsSnapshot, now: string): ServerMessage => {
    const told = priorities.map((priority, index) => toIncident({ priority, index, at: now, units }));
    return {
      ...{ ...message, incidents: [...message.incidents, ...told] },
      alerts: [...message.alerts, ...toAlerts(told, now)],
    };
  };
  return (message) => {
    if (message.type === 'tick') {
      at ??= message.worldTime;
      const held = early && at !== null ? [fill(early, at)] : [];
      if (at !== null) early = undefined;
      return [{ ...message, dutyAgeS: 1 }, ...held];
    }
    if (message.type !== 'snapshot') return [message];
    if (message.topic === 'state') units = [...new Set(message.assets.map(({ unit }) => unit))].filter(Boolean);
    if (message.topic !== 'alerts') return [message];
    if (at !== null) return [fill(message, at)];
    early = message;
    return [];
  };
}

type AlertsSnapshot = Extract<ServerMessage, { type: 'snapshot'; topic: 'alerts' }>;
type Wish = { priority: AlertView['priority']; index: number; at: string; units: readonly string[] };

function toIncident({ priority, index, at, units }: Wish): IncidentView {
  const [vi, en] = matters[index % matters.length] ?? matters[0];
  const id = 900_000 + index;
  return {
    ...{ id, number: `SC-${String(1040 + index)}`, world: 'live', title: { vi, en }, priority },
    ...{ state: index % 2 === 0 ? 'new' : 'acknowledged', isExercise: false, cause: null },
    units: units.slice(index % 7, (index % 7) + 1),
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
