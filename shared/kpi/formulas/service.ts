import { always, halfOfThem, type Formula, type Reporters } from './formula.ts';

const common = { version: 1, since: always, level: 'unit', floor: halfOfThem } as const;

const queues: readonly Reporters[] = [
  { by: 'asset', kinds: ['point', 'branch'], metrics: ['ticket.wait_ms', 'ticket.issued'] },
];

/** KPIs of the service points: how long people wait and what they say of it. */
export const serviceFormulas: readonly Formula[] = [
  {
    ...{ ...common, kpi: 'satisfaction', direction: 'at_least' },
    measure: {
      how: 'ratio',
      numerator: [{ metric: 'feedback.satisfied', of: 'sum' }],
      denominator: [{ metric: 'feedback.satisfied', of: 'n' }],
    },
    reporters: [{ by: 'unit', kinds: ['point', 'branch'], metrics: ['feedback.satisfied'] }],
  },
  {
    ...{ ...common, kpi: 'wait_p50', direction: 'at_most', reporters: queues },
    measure: { how: 'percentile', metric: 'ticket.wait_ms', share: 0.5 },
  },
  {
    ...{ ...common, kpi: 'wait_p90', direction: 'at_most', reporters: queues },
    measure: { how: 'percentile', metric: 'ticket.wait_ms', share: 0.9 },
  },
];
