import { partsOf } from '../../rules/condition.ts';
import type { Rule } from '../../rules/rule.ts';

/** Through which of the city's channels an alert speaks. */
export const channels = [
  ...(['power', 'system', 'feed', 'kiosk', 'queue', 'hotline', 'chatbot', 'parking', 'weather', 'other'] as const),
] as const;
export type Channel = (typeof channels)[number];

const byLabel: readonly (readonly [label: string, channel: Channel])[] = [
  ...([
    ['power', 'power'],
    ['online', 'system'],
    ['feed', 'feed'],
    ['hotline', 'hotline'],
    ['queue', 'queue'],
    ['parking', 'parking'],
    ['weather', 'weather'],
  ] as const),
];

const byKind: Readonly<Partial<Record<string, Channel>>> = {
  ...{ kiosk: 'kiosk', robot: 'kiosk', point: 'queue', branch: 'queue', parking: 'parking' },
  ...{ hotline: 'hotline', chatbot: 'chatbot', system: 'system' },
};

const byMetric: Readonly<Partial<Record<string, Channel>>> = {
  ...{ chat: 'chatbot', call: 'hotline', ticket: 'queue', counter: 'queue', kiosk: 'kiosk', parking: 'parking' },
  ...{ link: 'system', report: 'weather' },
};

/** The channel of a rule: its labels say it first, then what it looks at. */
export function channelOf(rule: Pick<Rule, 'labels' | 'scope' | 'when'>): Channel {
  const labelled = byLabel.find(([label]) => rule.labels.includes(label));
  if (labelled) return labelled[1];
  const ofKind = rule.scope.kind === undefined ? undefined : byKind[rule.scope.kind];
  if (ofKind) return ofKind;
  const [part] = partsOf(rule.when);
  return byMetric[part?.metric.split('.')[0] ?? ''] ?? 'other';
}
