import type { AssetKind } from '#shared/events/kind.ts';
import type { CityView } from '../../city/city-view.ts';
import { kindsAsked, type MapQuestion } from '../questions/map-question.ts';

/** The kinds there are in a city that a question is about. */
export function kindsOf({ assets }: CityView, question: MapQuestion): readonly AssetKind[] {
  const asked = kindsAsked[question];
  return [...new Set(assets.map(({ kind }) => kind))].filter((kind) => asked === 'all' || asked.includes(kind));
}

/** Kinds with one of them added or left out. */
export function withKind(kinds: readonly AssetKind[], kind: AssetKind, isIn: boolean): readonly AssetKind[] {
  const others = kinds.filter((one) => one !== kind);
  return isIn ? [...others, kind] : others;
}
