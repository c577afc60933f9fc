import type { Says } from '#shared/wire/duty.ts';
import type { Table } from '../../export/table.ts';
import type { LevelContext } from '../level-context.ts';

/** A unit as a list of them shows it; `bad` null: not known. */
export type UnitLine = {
  readonly code: string;
  readonly kind: string;
  readonly name: Says;
  readonly assets: number;
  readonly bad: number | null;
  readonly incidents: number;
  readonly alerts: number;
};

/** Every unit, with what is open in it. */
export function unitTable({ words, language, hrefOf }: LevelContext, rows: readonly UnitLine[]): Table<UnitLine> {
  const { units } = words;
  return {
    ...{ id: 'units', title: units.title, rows, keyOf: ({ code }) => code },
    columns: [
      {
        ...{ id: 'name', title: units.name, isHead: true, cell: ({ name }) => name[language] },
        link: ({ code }) => hrefOf('unit', code),
      },
      { id: 'code', title: units.code, cell: ({ code }) => code },
      { id: 'kind', title: units.kind, cell: ({ kind }) => words.kinds[kind] ?? kind },
      { id: 'incidents', title: units.incidents, cell: ({ incidents }) => incidents },
      { id: 'alerts', title: units.alerts, cell: ({ alerts }) => alerts },
      { id: 'bad', title: units.bad, cell: ({ bad }) => bad },
      { id: 'assets', title: units.assets, cell: ({ assets }) => assets },
    ],
  };
}
