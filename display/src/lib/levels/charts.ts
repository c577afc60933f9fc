import type { AssetKind } from '#shared/events/kind.ts';

/** How the rows of an hour become its value: their number, their sum, the sum over their number, the greatest, or a share. */
export type Measure =
  | { readonly take: 'n' | 'sum' | 'mean' | 'max'; readonly metric: string }
  | { readonly take: 'share'; readonly metric: string; readonly of: string };

/** The unit a value is shown in; `min` and `s` come of milliseconds. */
export type ChartUnit = 'count' | 'people' | 'min' | 's' | 'ms' | 'percent' | 'vnd' | 'spaces';

export type Chart = { readonly id: ChartName; readonly unit: ChartUnit; readonly measure: Measure };

export type ChartName =
  | 'kioskHealthy'
  | 'kioskSessions'
  | 'kioskFaults'
  | 'tickets'
  | 'wait'
  | 'waiting'
  | 'expectedWait'
  | 'submitted'
  | 'completed'
  | 'occupied'
  | 'entered'
  | 'paid'
  | 'linkOk'
  | 'latency'
  | 'lag'
  | 'calls'
  | 'callWait'
  | 'abandoned'
  | 'chats'
  | 'handedOver'
  | 'sourceEvents'
  | 'sourceLag'
  | 'sourceLongestLag';

const chart = (id: ChartName, unit: ChartUnit, measure: Measure): Chart => ({ id, unit, measure });

const kioskHealthy = chart('kioskHealthy', 'percent', {
  take: 'share',
  metric: 'kiosk.healthy_ms',
  of: 'kiosk.seen_ms',
});
const kioskSessions = chart('kioskSessions', 'count', { take: 'n', metric: 'kiosk.session' });
const kioskFaults = chart('kioskFaults', 'count', { take: 'n', metric: 'kiosk.fault' });
const tickets = chart('tickets', 'count', { take: 'n', metric: 'ticket.issued' });
const wait = chart('wait', 'min', { take: 'mean', metric: 'ticket.wait_ms' });
const waiting = chart('waiting', 'people', { take: 'max', metric: 'counter.waiting' });
const expectedWait = chart('expectedWait', 'min', { take: 'mean', metric: 'counter.expected_wait_ms' });
const submitted = chart('submitted', 'count', { take: 'n', metric: 'record.submitted' });
const completed = chart('completed', 'count', { take: 'n', metric: 'record.completed_ms' });
const occupied = chart('occupied', 'percent', {
  ...{ take: 'share', metric: 'parking.occupied_space_ms', of: 'parking.capacity_space_ms' },
});
const entered = chart('entered', 'count', { take: 'n', metric: 'parking.entered' });
const paid = chart('paid', 'vnd', { take: 'sum', metric: 'parking.paid_vnd' });

const kioskCharts = [kioskHealthy, kioskSessions, kioskFaults];
const pointCharts = [tickets, wait, waiting, expectedWait];

/** The charts of an asset of each kind, in their places. */
export const assetCharts: Readonly<Record<AssetKind, readonly Chart[]>> = {
  ...{ kiosk: kioskCharts, robot: kioskCharts, point: pointCharts, branch: pointCharts },
  parking: [occupied, entered, paid],
  system: [
    chart('linkOk', 'percent', { take: 'share', metric: 'link.ok_ms', of: 'link.seen_ms' }),
    chart('latency', 'ms', { take: 'mean', metric: 'link.latency_ms' }),
    chart('lag', 's', { take: 'mean', metric: 'link.lag_ms' }),
  ],
  hotline: [
    chart('calls', 'count', { take: 'n', metric: 'call.queued' }),
    chart('callWait', 's', { take: 'mean', metric: 'call.answered_ms' }),
    chart('abandoned', 'count', { take: 'n', metric: 'call.abandoned_ms' }),
  ],
  chatbot: [
    chart('chats', 'count', { take: 'n', metric: 'chat.started' }),
    chart('handedOver', 'count', { take: 'n', metric: 'chat.handed_over' }),
  ],
};

/** The charts of a unit, in their places. */
export const unitCharts: readonly Chart[] = [
  ...[tickets, wait, submitted, completed, kioskHealthy, kioskSessions, occupied, paid],
];

/** The charts of a source: of rows that are worked out from its events, not rolled up. */
export const sourceCharts: readonly Chart[] = [
  chart('sourceEvents', 'count', { take: 'n', metric: 'source.events' }),
  chart('sourceLag', 's', { take: 'sum', metric: 'source.lag_ms' }),
  chart('sourceLongestLag', 's', { take: 'max', metric: 'source.lag_ms' }),
];

/** Of these kinds no asset has rows of its own: its unit's are its own. */
export const countedByUnit: readonly AssetKind[] = ['hotline', 'chatbot'];

/** The metrics that some charts are drawn from. */
export function metricsOf(charts: readonly Chart[]): readonly string[] {
  return [
    ...new Set(charts.flatMap(({ measure }) => [measure.metric, ...(measure.take === 'share' ? [measure.of] : [])])),
  ];
}
