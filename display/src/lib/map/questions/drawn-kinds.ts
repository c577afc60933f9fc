import type { AssetKind } from '#shared/events/kind.ts';
import type { CityView } from '../../city/city-view.ts';
import { kindsAsked, type MapQuestion } from './map-question.ts';

/** The kinds there are in a city that a question is about. */
export function kindsOf({ assets }: CityView, question: MapQuestion): readonly AssetKind[] {
  const asked = kindsAsked[question];
  return [...new Set(assets.map(({ kind }) => kind))].filter((kind) => asked === 'all' || asked.includes(kind));
}

/** The kinds that are drawn as a question is asked: beside an answer by unit none is, until somebody wants them. */
export function shownAtFirst(city: CityView, question: MapQuestion): readonly AssetKind[] {
  return question === 'state' ? kindsOf(city, question) : [];
}

/** Kinds with one of them added or left out. */
export function withKind(kinds: readonly AssetKind[], kind: AssetKind, isIn: boolean): readonly AssetKind[] {
  const others = kinds.filter((one) => one !== kind);
  return isIn ? [...others, kind] : others;
}
