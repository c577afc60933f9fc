import { always, halfOfThem, type Formula, type Reporters } from './formula.ts';

const hotline: Reporters = { by: 'unit', kinds: ['hotline'], metrics: ['call.queued', 'call.answered_ms'] };
const chatbot: Reporters = { by: 'unit', kinds: ['chatbot'], metrics: ['chat.started', 'chat.ended_ms'] };

const common = { version: 1, since: always, direction: 'at_least', level: 'city', floor: halfOfThem } as const;

/** KPIs of the hotline and the virtual assistant. Both serve the whole city and are held under its seat. */
export const hotlineFormulas: readonly Formula[] = [
  {
    // Of all that came in: who still waits, or was cut off without a word, was not answered.
    ...{ ...common, kpi: 'hotline_answered_share', reporters: [hotline] },
    measure: {
      how: 'ratio',
      numerator: [{ metric: 'call.answered_ms', of: 'n' }],
      denominator: [{ metric: 'call.queued', of: 'n' }],
    },
  },
  {
    // The mean wait of the calls that were answered.
    ...{ ...common, kpi: 'hotline_speed', direction: 'at_most', reporters: [hotline] },
    measure: {
      how: 'ratio',
      numerator: [{ metric: 'call.answered_ms', of: 'sum' }],
      denominator: [{ metric: 'call.answered_ms', of: 'n' }],
    },
  },
  {
    // A running count: calls answered, and chats that their citizen did not leave.
    ...{ ...common, kpi: 'people_supported', reporters: [hotline, chatbot] },
    measure: {
      how: 'count',
      numerator: [
        { metric: 'call.answered_ms', of: 'n' },
        { metric: 'chat.ended_ms', of: 'n' },
        { metric: 'chat.ended_ms', of: 'n', label: 'outcome=abandoned', minus: true },
      ],
    },
  },
];
