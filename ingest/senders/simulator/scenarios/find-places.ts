import { assetKinds } from '#shared/events/kind.ts';
import { packAssets } from '#shared/locality/assets-of.ts';
import type { Pack } from '#shared/locality/pack.ts';

/** What a scenario can be laid on. */
export type PlaceKind = 'units' | 'points' | 'operators' | 'sites' | 'systems' | 'assets';

/** Something that can be named: by its code, its rank by size, or a word for several. */
type Candidate = { readonly code: string; readonly size: number; readonly word?: string };

/** The codes that the names of a scenario mean in this city. Throws with the name that means nothing here. */
export function findPlaces(kind: PlaceKind, names: readonly string[], pack: Pack): ReadonlySet<string> {
  const candidates = candidatesOf(kind, pack);
  return new Set(names.flatMap((name) => find(name, candidates, { kind, pack })));
}

function find(
  name: string,
  candidates: readonly Candidate[],
  { kind, pack }: { kind: PlaceKind; pack: Pack },
): string[] {
  if (name === 'all') return candidates.map(({ code }) => code);
  const [, of = '', rank] = /^([a-z]*)#(\d+)$/.exec(name) ?? [];
  if (rank !== undefined) {
    const ranked = of === '' ? candidates : candidates.filter(({ word }) => word === of);
    // A small city's scenario may ask for the fortieth largest of six: it gets the smallest.
    const place = ranked[Math.min(Number(rank), ranked.length) - 1];
    if (place) return [place.code];
    // A city may have none of a kind; a kind that there is not is a slip.
    if ((assetKinds as readonly string[]).includes(of)) return [];
  }
  const wanted = name === 'seat' ? pack.seat : name;
  const found = candidates.filter(({ code, word }) => code === wanted || word === wanted).map(({ code }) => code);
  if (found.length > 0) return found;
  const some = candidates.slice(0, 5).map(({ code }) => code);
  throw new Error(
    `${kind}: ${pack.code} has no ${name}; there are ${some.join(', ') || 'none'}${candidates.length > 5 ? ', …' : ''}`,
  );
}

/** Largest first; of the same size in the order of the pack. A point can be named by its unit too. */
function candidatesOf(kind: PlaceKind, pack: Pack): Candidate[] {
  const populationOf = new Map(pack.units.map(({ code, population }) => [code, population]));
  const sitesOf = (operator: string): number => pack.parking.filter((site) => site.operator === operator).length;
  const all: Record<PlaceKind, () => Candidate[]> = {
    units: () => pack.units.map(({ code, population }) => ({ code, size: population })),
    points: () => [
      ...pack.points.map(({ code, unit }) => ({ code, word: unit, size: populationOf.get(unit) ?? 0 })),
      ...pack.branches.map(({ code }) => ({ code, size: 0 })),
    ],
    operators: () => pack.operators.map(({ code }) => ({ code, size: sitesOf(code) })),
    sites: () => pack.parking.map(({ code, operator, spaces }) => ({ code, word: operator, size: spaces ?? 0 })),
    systems: () => pack.systems.map(({ code, kind: word }) => ({ code, word, size: 0 })),
    assets: () => packAssets(pack).map(({ code, kind: word }) => ({ code, word, size: word === 'kiosk' ? 1 : 0 })),
  };
  return all[kind]().sort((a, b) => b.size - a.size);
}
