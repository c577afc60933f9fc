import { describe, expect, it } from 'vitest';
import type { EstablishmentRow } from '#shared/locality/tables/establishment.ts';
import type { PointStaff } from '#shared/staff/ask/read-staff.ts';
import { lacksReport, planOn, roleStaff } from '#shared/staff/role-staff.ts';
import { describeStaff } from '../../../display/src/lib/staff/staff-table.ts';
import { staffWords } from '../../../display/src/lib/staff/words/staff-words.ts';
import { writeRole } from '../../../display/src/lib/staff/write-role.ts';

const row = (
  role: EstablishmentRow['role'],
  people: number,
  over: Partial<EstablishmentRow> = {},
): EstablishmentRow => ({
  ...{ point: 'P1', role, people, valid_from: '2025-07-01', valid_to: null },
  ...{ campaign: null, source: null, placeholder: false, ...over },
});
const summer = row('volunteer', 4, { valid_from: '2026-06-01', valid_to: '2026-09-01', campaign: 'Mùa hè xanh' });
const day = '2026-07-01';

/** Gaps by role. */
function gaps(
  rows: readonly EstablishmentRow[],
  present: Record<string, number>,
  { on = day, moved = {} }: { on?: string; moved?: object } = {},
) {
  return Object.fromEntries(roleStaff(rows, { day: on, moved, present }).map(({ role, gap }) => [role, gap]));
}

describe('the establishment of a role', () => {
  it('is what its rows say of the day; other days, and no row, are not zero', () => {
    expect(planOn([summer, row('officer', 5)], 'volunteer', '2026-08-31')).toMatchObject({ is: 'planned', people: 4 });
    expect(planOn([summer], 'volunteer', '2026-09-01')).toEqual({ is: 'outside', ended: '2026-09-01', begins: null });
    expect(planOn([summer], 'volunteer', '2026-05-31')).toEqual({ is: 'outside', ended: null, begins: '2026-06-01' });
    expect(planOn([summer], 'lawyer', day)).toEqual({ is: 'untold' });
    const other = { ...summer, campaign: 'Tháng Ba', people: 2 };
    expect(planOn([summer, other], 'volunteer', day)).toMatchObject({ is: 'planned', people: 6 });
  });
});

describe('how a role stands', () => {
  it('is missing, enough or more, with the support under way', () => {
    const rows = [row('officer', 5), row('transferred', 2), row('lawyer', 2), summer];
    const present = { officer: 4, transferred: 2, lawyer: 3, volunteer: 4 };
    expect(gaps(rows, present)).toEqual({
      ...{ officer: { is: 'missing', people: 1 }, transferred: { is: 'enough' } },
      ...{ lawyer: { is: 'over', people: 1 }, volunteer: { is: 'enough' } },
    });
    expect(gaps(rows, present, { moved: { officer: -1, transferred: 3 } })).toMatchObject({
      ...{ officer: { is: 'enough' }, transferred: { is: 'missing', people: 3 } },
    });
  });

  it('is unknown where no source tells how many, or nobody told of it today: never enough', () => {
    const rows = [row('officer', 5), row('lawyer', 0)];
    expect(gaps(rows, { transferred: 2 })).toEqual({
      officer: { is: 'unknown', why: 'unreported' },
      transferred: { is: 'unknown', why: 'untold' },
      lawyer: { is: 'unknown', why: 'unreported' },
      volunteer: { is: 'unknown', why: 'untold' },
    });
    // A place that ended is not known to have been taken away; support does not tell what it comes beside.
    expect(gaps([row('officer', 5, { valid_to: '2026-01-01' })], { officer: 5 })).toMatchObject({
      officer: { is: 'unknown', why: 'untold' },
    });
    expect(gaps([], { officer: 2 }, { moved: { officer: 2 } })).toMatchObject({
      officer: { is: 'unknown', why: 'untold' },
    });
  });

  it('of volunteers is none between campaigns; lawyers and volunteers that were noted count against the note', () => {
    expect(gaps([summer], {}, { on: '2026-10-01' })).toMatchObject({ volunteer: { is: 'none' } });
    expect(gaps([summer], { volunteer: 2 }, { on: '2026-10-01' })).toMatchObject({
      volunteer: { is: 'over', people: 2 },
    });
    const moved = { lawyer: 2, volunteer: 3 };
    expect(gaps([], { lawyer: 1 }, { moved })).toMatchObject({
      lawyer: { is: 'missing', people: 1 },
      volunteer: { is: 'unknown', why: 'unreported' },
    });
  });

  it('keeps the whole from being known where a role that is to be at the counters is not told of', () => {
    const rows = [row('officer', 5), row('transferred', 2), row('lawyer', 2)];
    const lacks = (present: Record<string, number>): boolean =>
      lacksReport(roleStaff(rows, { day, moved: {}, present }));
    expect(lacks({ officer: 5, lawyer: 2 })).toBe(true);
    expect(lacks({ officer: 5, transferred: 0 })).toBe(false);
  });
});

describe('a role in words', () => {
  const said = (rows: readonly EstablishmentRow[], present: Record<string, number>, on = day) =>
    Object.fromEntries(
      roleStaff(rows, { day: on, moved: { officer: 2 }, present }).map((one) => [
        one.role,
        writeRole(one, staffWords.vi),
      ]),
    );

  it('has a dash where nobody told, and the days of a campaign', () => {
    expect(
      said([row('officer', 11, { placeholder: true }), row('lawyer', 2), summer], { officer: 8, volunteer: 4 }),
    ).toEqual({
      officer: { shape: 'triangle', counts: '8/11 + 2', gap: 'thiếu 5', note: 'số tạm tính' },
      transferred: {
        ...{ shape: 'question', counts: '–/–', note: '' },
        gap: 'chưa rõ cần bao nhiêu',
      },
      lawyer: { shape: 'question', counts: '–/2', gap: 'không rõ: hôm nay chưa ai báo', note: '' },
      volunteer: { shape: 'dot', counts: '4/4', gap: 'đủ', note: 'Mùa hè xanh 01/06/2026 – 31/08/2026' },
    });
    expect(said([summer], {}, '2026-09-01')).toMatchObject({
      volunteer: { shape: 'dash', counts: '–/–', gap: 'hiện không có chiến dịch', note: 'đến hết 31/08/2026' },
    });
  });
});

describe('a role in a file', () => {
  it('has its counts and its gap, empty where nobody told them, and says why', () => {
    const roles = roleStaff([row('officer', 11), row('lawyer', 2)], {
      day,
      moved: {},
      present: { officer: 12, volunteer: 1 },
    });
    const { columns } = describeStaff([], { words: staffWords.en, language: 'en' });
    const cells = (id: string) =>
      columns
        .filter((column) => column.id.startsWith(id))
        .map(({ title, cell }) => [title, cell({ roles } as unknown as PointStaff)]);
    expect(cells('officer-')).toEqual([
      ['officers: on duty', 12],
      ['officers: establishment', 11],
      ['officers: missing', -1],
      ['officers: remark', '1 more'],
    ]);
    expect(cells('lawyer-').map(([, value]) => value)).toEqual([
      ...[null, 2, null, 'not known: nobody told of it today'],
    ]);
    expect(cells('volunteer-').map(([, value]) => value)).toEqual([
      ...[1, null, null, 'not known how many are needed'],
    ]);
  });
});
