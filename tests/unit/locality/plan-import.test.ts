import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPack } from '#shared/locality/load-pack.ts';
import type { Pack } from '#shared/locality/pack.ts';
import { holdingAt } from '#shared/locality/registry/compare-rows.ts';
import { findOrphans } from '#shared/locality/registry/find-orphans.ts';
import { planImport, type ImportOptions, type RegistryContents } from '#shared/locality/registry/plan-import.ts';
import { keyOf, type RegistryRow } from '#shared/locality/registry/registry-table.ts';
import { ALWAYS, registryTables } from '#shared/locality/registry/registry-tables.ts';
import { splice } from '#shared/locality/registry/splice.ts';

const pack = loadPack('tests/support/cities/six-unit');
const seed: ImportOptions = { today: '2026-11-01', effective: ALWAYS, overwriteEdits: false };
const later: ImportOptions = { today: '2026-11-28', effective: '2026-11-28', overwriteEdits: false };
const registry = planImport({}, pack, seed).result;

/** The six-unit city with some kiosks told otherwise. */
function withKiosks(change: (kiosks: Pack['kiosks']) => Pack['kiosks']): Pack {
  return { ...pack, kiosks: change(pack.kiosks) };
}

const moved = withKiosks((kiosks) =>
  kiosks.map((row) => (row.code === 'K002' ? { ...row, unit: '00008', point: null } : row)),
);

describe('the rows of a pack', () => {
  it.each(registryTables.map((table) => [table.name, table] as const))(
    '%s: hold its columns and no others',
    (_, table) => {
      const successions = [{ old_unit: 'a', new_unit: 'b', valid_from: '2026-01-01' }];
      const hanoi = loadPack('infra/localities/hanoi');
      const rows = table.rowsOf({ ...pack, successions, rules: hanoi.rules, walls: hanoi.walls });
      const columns = [...new Set([...Object.keys(table.columns), ...table.key])].sort();
      for (const { values } of rows) expect(Object.keys(values).sort()).toEqual(columns);
      expect(rows.length).toBeGreaterThan(0);
    },
  );
});

describe('an import', () => {
  it('into an empty registry adds all of the pack, from the days it says', () => {
    const { changes, writes } = planImport({}, pack, seed);
    expect(new Set(changes.map(({ change }) => change))).toEqual(new Set(['added']));
    const rows = writes.flatMap(({ add }) => add);
    expect(rows).toHaveLength(registryTables.flatMap((table) => table.rowsOf(pack)).length);
    expect(changes.find(({ code }) => code === 'K001')?.effective).toBe('2025-06-30T17:00:00.000Z');
  });

  it('of the same pack changes nothing, on the same day or later', () => {
    for (const options of [seed, later])
      expect(planImport(registry, pack, options)).toMatchObject({ changes: [], writes: [] });
  });

  it('of a kiosk that moved closes its row and opens another', () => {
    const { changes, writes } = planImport(registry, moved, later);
    const day = '2026-11-27T17:00:00.000Z';
    expect(changes).toMatchObject([
      {
        file: 'kiosks.csv',
        code: 'K002',
        change: 'changed',
        effective: day,
        field: 'unit',
        from: '00004',
        to: '00008',
      },
      { code: 'K002', field: 'point', to: null },
    ]);
    expect(
      writes.map(({ table, remove, add }) => [table.name, remove.length, add.map(({ from, to }) => [from, to])]),
    ).toEqual([
      [
        'assets',
        1,
        [
          ['2025-06-30T17:00:00.000Z', day],
          [day, null],
        ],
      ],
    ]);
  });

  it('may be told of ahead, and says so', () => {
    const { changes } = planImport(registry, moved, { ...later, effective: '2027-01-01' });
    expect(changes[0]?.effective).toBe('2026-12-31T17:00:00.000Z');
  });

  it('of what is new begins today, or on an earlier day that is named, but never changes what was known of it', () => {
    const grown = withKiosks((kiosks) => [...moved.kiosks, { ...(kiosks[0] ?? never()), code: 'K900' }]);
    const startOf = (effective: string) =>
      planImport(registry, grown, { ...later, effective }).changes.map((change) => [
        change.code,
        change.effective.slice(0, 10),
      ]);
    expect(startOf('2026-11-28')).toContainEqual(['K900', '2026-11-27']);
    expect(startOf('2026-11-10')).toContainEqual(['K900', '2026-11-09']);
    expect(startOf('2026-11-10')).toContainEqual(['K002', '2026-11-27']);
  });

  it('leaves alone what was edited, and says so, unless it is told otherwise', () => {
    const edited = editOf(registry, 'assets', 'K002', { unit: '00025' });
    const plan = planImport(edited, pack, later);
    expect(plan).toMatchObject({
      changes: [],
      writes: [],
      kept: [{ file: 'kiosks.csv', code: 'K002', editedBy: 'account:admin' }],
    });
    const told = planImport(edited, pack, { ...later, overwriteEdits: true });
    expect(told.changes).toMatchObject([{ code: 'K002', field: 'unit', from: '00025', to: '00004' }]);
    expect(planImport(edited, moved, { ...later, overwriteEdits: true }).kept).toEqual([]);
  });

  it('leaves holidays gone by as they were', () => {
    const calendar = pack.calendar.map((day) => ({ ...day, name: `${day.name} (tên mới)` }));
    const { changes } = planImport(registry, { ...pack, calendar }, later);
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.every(({ file, effective }) => file === 'calendar.csv' && effective >= '2026-11-28')).toBe(true);
  });
});

describe('orphans', () => {
  const cut = { timeZone: pack.timeZone, from: later.today };

  it('are not made by a pack alone', () => {
    expect(findOrphans(planImport(registry, moved, later), cut)).toEqual([]);
  });

  it('are named: a unit ends while an edited kiosk stays in it', () => {
    const gone = new Set(['00103']);
    const without = <Row extends { unit: string | null }>(rows: readonly Row[]): Row[] =>
      rows.filter(({ unit }) => !gone.has(unit ?? ''));
    const smaller: Pack = {
      ...pack,
      units: pack.units.filter(({ code }) => !gone.has(code)),
      ...{ points: without(pack.points), kiosks: without(pack.kiosks), parking: without(pack.parking) },
      ...{ branches: without(pack.branches), offices: without(pack.offices) },
    };
    const edited = editOf(registry, 'assets', 'K001', { unit: '00103' });
    const [problem] = findOrphans(planImport(edited, smaller, later), cut);
    expect(problem).toMatchObject({ file: 'units.csv', column: 'unit' });
    expect(problem?.message.en).toContain('00103 would no longer hold, but K001 (kiosks.csv) still belong to it');
    expect(problem?.message.vi).toContain('00103 sẽ không còn hiệu lực');
  });
});

describe('splicing', () => {
  const axis = Array.from({ length: 12 }, (_, month) => `2026-${String(month + 1).padStart(2, '0')}-01`);
  const timeline = fc
    .uniqueArray(fc.constantFrom(...axis), { maxLength: 6 })
    .chain((ends) =>
      fc.tuple(
        fc.constant(ends.sort()),
        fc.array(fc.option(fc.constantFrom('a', 'b', 'c')), { minLength: 7, maxLength: 7 }),
      ),
    )
    .map(([ends, says]) =>
      ends.flatMap((from, index): RegistryRow[] => {
        const value = says[index] ?? null;
        return value === null
          ? []
          : [{ values: { code: 'x', value }, from, to: ends[index + 1] ?? null, editedBy: null }];
      }),
    );
  const cut = fc.tuple(fc.constantFrom(...axis), fc.constantFrom(...axis)).map((days) => {
    const [one, other] = days;
    return one < other ? { fill: one, present: other } : { fill: other, present: one };
  });
  const valueAt = (rows: readonly RegistryRow[], day: string): unknown => holdingAt(rows, day)?.values['value'] ?? null;

  it('twice is once', () => {
    fc.assert(
      fc.property(timeline, timeline, cut, (held, told, at) => {
        const once = splice(held, told, at);
        expect(splice(once, told, at)).toEqual(once);
      }),
    );
  });

  it('changes nothing that was known before the cut, and is the pack from it on', () => {
    fc.assert(
      fc.property(timeline, timeline, cut, (held, told, at) => {
        const after = splice(held, told, at);
        for (const day of axis) {
          const known = valueAt(held, day);
          const says = day >= at.present || (day >= at.fill && known === null) ? valueAt(told, day) : known;
          expect([day, valueAt(after, day)]).toEqual([day, says]);
        }
      }),
    );
  });

  it('never lets two rows hold on one day', () => {
    fc.assert(
      fc.property(timeline, timeline, cut, (held, told, at) => {
        const after = splice(held, told, at);
        for (const [index, row] of after.entries()) {
          const next = after[index + 1];
          if (next) expect(row.to !== null && row.to <= next.from).toBe(true);
          expect(row.to === null || row.from < row.to).toBe(true);
        }
      }),
    );
  });
});

/** The registry after somebody set values of one thing by hand, from always. */
function editOf(
  contents: RegistryContents,
  name: string,
  code: string,
  values: RegistryRow['values'],
): RegistryContents {
  const table = registryTables.find((each) => each.name === name) ?? never();
  const rows = (contents[name] ?? []).map((row) =>
    keyOf(table, row.values) === code
      ? { ...row, values: { ...row.values, ...values }, editedBy: 'account:admin' }
      : row,
  );
  return { ...contents, [name]: rows };
}

function never(): never {
  throw new Error('not there');
}
