import type { KpiAnswer } from '#shared/kpi/answer.ts';
import { writeTarget } from '../admin/write-target.ts';
import type { Telling } from './telling.ts';
import { shownState, writeCoverage, writeFigure, writeGap, type ShownState } from './write-answer.ts';

/** What a map says of a unit: how it stands, its figure against its target, who tells of it, and its page. */
export type UnitOnMap = {
  readonly state: ShownState;
  readonly name: string;
  readonly figure: string;
  readonly coverage: string;
  /** All of it in one sentence, for who hears it. */
  readonly said: string;
  readonly href: string;
};

/** Says a unit's answer for a map. */
export function toUnitOnMap(telling: Telling, answer: KpiAnswer, href: string): UnitOnMap {
  const { kpi, target, direction, value } = answer;
  const state = shownState(answer);
  const against =
    target === null
      ? []
      : [
          writeTarget({ kpi, target, direction }, telling.language),
          ...(value === null ? [] : [writeGap(telling, answer)]),
        ];
  const told = {
    ...{ state, href, name: telling.unit(answer.unit), coverage: writeCoverage(telling, answer) },
    figure: [writeFigure(telling, answer, value), ...against].join(' · '),
  };
  return { ...told, said: [told.name, telling.words.states[state], told.figure, told.coverage].join(', ') };
}
