import type { Affected } from './incident.ts';
import type { Member } from './member.ts';
import type { KnownPlace, PointNow } from './place-now.ts';

/** What an incident touches: assets, and the service points among them or where they stand. */
export type Touched = {
  readonly units: readonly string[];
  readonly assets: readonly string[];
  readonly points: readonly string[];
};

/** What the alerts of an incident touch, with what a person named; each once, in order. */
export function touchedBy(
  members: readonly Pick<Member, 'labels'>[],
  named: Pick<Touched, 'units' | 'assets'>,
  placeOf: (code: string) => KnownPlace | undefined,
): Touched {
  const assets = sorted([...members.flatMap(({ labels }) => labels.asset ?? []), ...named.assets]);
  const places = assets.flatMap((code) => placeOf(code) ?? []);
  const isHere = (code: string): boolean => !servesCity(placeOf(code)?.kind);
  const units = sorted([
    ...members.flatMap(({ labels }) => (labels.asset === undefined || isHere(labels.asset) ? (labels.unit ?? []) : [])),
    ...places.filter(({ kind }) => !servesCity(kind)).map(({ unit }) => unit),
    ...named.units,
  ]);
  const points = sorted([
    ...members.flatMap(({ labels }) => labels.point ?? []),
    ...places.flatMap(({ kind, code, point }) => (kind === 'point' || kind === 'branch' ? code : (point ?? []))),
  ]);
  return { units, assets, points };
}

/** How much that is. Persons are counted where it is known how many wait; where it is known nowhere, it is not zero. */
export function affectedBy(
  { assets, points }: Touched,
  placeOf: (code: string) => KnownPlace | undefined,
  pointOf: (code: string) => PointNow | undefined,
): Affected {
  const kinds: Record<string, number> = {};
  for (const code of assets) {
    const kind = placeOf(code)?.kind;
    if (kind) kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  const known = points.flatMap((code) => pointOf(code)?.waiting ?? []);
  const waiting = known.length === 0 ? null : known.reduce((sum, persons) => sum + persons, 0);
  return { assets: assets.length, kinds, points: points.length, waiting, waitingAt: known.length };
}

function servesCity(kind: KnownPlace['kind'] | undefined): boolean {
  return kind === 'system' || kind === 'hotline' || kind === 'chatbot';
}

function sorted(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}
