import type { TypeName } from '#shared/events/catalogue.ts';

/**
 * The sources a city has, each with a key of its own as in life: who runs the kiosks is not who runs the queues. Each
 * operator of parking is one more, `parking-<operator>`.
 */
export const feedKinds = {
  kiosks: ['kiosk'],
  queues: ['ticket', 'counter'],
  staff: ['staff'],
  feedback: ['feedback'],
  hotline: ['call'],
  chatbot: ['chat'],
  reports: ['report'],
  records: ['record'],
  documents: ['document'],
  systems: ['link'],
} as const satisfies Record<string, readonly string[]>;

const parkingPrefix = 'parking-';

const feedByKind = new Map(
  Object.entries<readonly string[]>(feedKinds).flatMap(([feed, kinds]) => kinds.map((kind) => [kind, feed])),
);

/** Every feed of a city with these operators, and the kinds its key may send. */
export function listFeeds(operators: readonly { code: string }[]): { feed: string; kinds: readonly string[] }[] {
  return [
    ...Object.entries<readonly string[]>(feedKinds).map(([feed, kinds]) => ({ feed, kinds })),
    ...operators.map(({ code }) => ({ feed: `${parkingPrefix}${code}`, kinds: ['parking'] })),
  ];
}

/** Which feed an event comes by; `operatorOf` names the operator of a parking site. */
export function feedOf(type: TypeName, asset: string, operatorOf: (site: string) => string): string {
  const [kind = ''] = type.split('.');
  const feed = feedByKind.get(kind);
  if (feed !== undefined) return feed;
  if (kind === 'parking') return `${parkingPrefix}${operatorOf(asset)}`;
  throw new Error(`${type}: no feed sends this kind; add it to feedKinds`);
}
