import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPack } from '#shared/locality/check-pack.ts';
import { toPackFiles } from '#shared/locality/files/to-pack-files.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import type { Pack } from '#shared/locality/pack.ts';
import { describeProblem } from '#shared/locality/pack-problem.ts';
import { planImport } from '#shared/locality/registry/plan-import.ts';
import { toPack } from '#shared/locality/registry/to-pack.ts';
import type { EstablishmentRow } from '#shared/locality/tables/establishment.ts';
import { placesOn } from '../../../ingest/senders/simulator/points/place.ts';
import { makePackWithRoles } from '../../support/pack-with-roles.ts';

let pack: Pack;
let made: Awaited<ReturnType<typeof makePackWithRoles>>;
beforeAll(async () => {
  made = await makePackWithRoles();
  pack = loadPack(made.packDir);
});
afterAll(() => made.remove());

const options = { today: '2026-07-01', effective: '2025-07-01', overwriteEdits: false };
const later = { ...options, today: '2026-08-01', effective: '2026-08-01' };

/** The city with each row of its establishment told otherwise. */
function told(change: (row: EstablishmentRow) => EstablishmentRow[]): Pack {
  return { ...pack, establishment: pack.establishment.flatMap(change) };
}

function faultsOf(city: Pack): string[] {
  const checked = checkPack(toPackFiles(city));
  return 'problems' in checked ? checked.problems.map((problem) => describeProblem(problem, 'en')) : [];
}

describe('the establishment of a city', () => {
  it('is kept by point, written out as it came in, and changes nothing when taken in again', () => {
    const held = planImport({}, pack, options).result;
    const again = toPack(held, options.today);
    expect(again.establishment).toEqual(pack.establishment);
    const checked = checkPack(toPackFiles(again)) as { pack: Pack };
    expect(planImport(held, checked.pack, later)).toMatchObject({ changes: [], writes: [] });
    expect(planImport(held, { ...pack, establishment: pack.establishment.toReversed() }, later).changes).toEqual([]);
  });

  it('changes for the point that is told otherwise, and leaves an edit of another alone', () => {
    const held = planImport({}, pack, options).result;
    const edited = (held['city_settings'] ?? []).map((row) =>
      row.values['key'] === 'establishment:P00082' ? { ...row, editedBy: 'account:admin' } : row,
    );
    const more = told((row) => (row.role === 'lawyer' || row.point === 'P00082' ? [{ ...row, people: 1 }] : [row]));
    const { changes, kept } = planImport({ ...held, city_settings: edited }, more, later);
    expect(changes).toMatchObject([
      { file: 'establishment.csv', code: 'establishment:P00070', change: 'changed', effective: '2026-08-01' },
    ]);
    expect(kept).toEqual([{ file: 'establishment.csv', code: 'establishment:P00082', editedBy: 'account:admin' }]);
  });

  it('must be of points that are there, once a day, of campaigns that end, and agree with the staff of the point', () => {
    expect(faultsOf(pack)).toEqual([]);
    expect(faultsOf(told((row) => [{ ...row, point: row.role === 'lawyer' ? 'P9' : row.point }]))).toEqual([
      expect.stringMatching(/^establishment\.csv row 4, point: there is no P9/),
    ]);
    expect(faultsOf(told((row) => (row.role === 'lawyer' ? [row, row] : [row])))).toEqual([
      expect.stringMatching(/^establishment\.csv row 5, role: P00070 lawyer is there twice/),
    ]);
    expect(faultsOf(told((row) => [{ ...row, valid_to: null }]))).toEqual([
      expect.stringMatching(/^establishment\.csv row 5, valid_to: volunteers come with a campaign/),
    ]);
    expect(faultsOf(told((row) => [{ ...row, people: row.role === 'transferred' ? 4 : row.people }]))).toEqual([
      expect.stringMatching(/^establishment\.csv row 3, people: P00070 on 2025-07-01: .* are 15, but its staff is 14/),
    ]);
  });

  it('is whom the simulator sends, where it is told', () => {
    const planned = (day: string) => placesOn(pack, day).find(({ code }) => code === 'P00070')?.planned;
    expect(planned('2026-07-01')).toEqual({ officer: 11, transferred: 3, lawyer: 2, volunteer: 4 });
    expect(planned('2026-09-01')).toEqual({ officer: 11, transferred: 3, lawyer: 2, volunteer: 0 });
    expect(placesOn(pack, '2026-07-01').find(({ code }) => code === 'P00004')?.planned).toEqual({});
  });
});
