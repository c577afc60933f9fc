import { describe, expect, it } from 'vitest';
import type { RegistryRow } from '#shared/locality/registry/registry-table.ts';
import type { EstablishmentRow } from '#shared/locality/tables/establishment.ts';
import { tellPast, type EstablishmentAct } from '#shared/staff/establishment-past.ts';
import { followEstablishment, setEstablishment, staffOn } from '#shared/staff/establishment-set.ts';

const row = (
  role: EstablishmentRow['role'],
  people: number,
  valid_from: string,
  over: Partial<EstablishmentRow> = {},
): EstablishmentRow => ({
  ...{
    point: 'P1',
    role,
    people,
    valid_from,
    valid_to: null,
    campaign: null,
    source: null,
    placeholder: false,
    ...over,
  },
});
const officers = row('officer', 5, '2025-07-01', { placeholder: true });
const lawyers = row('lawyer', 2, '2025-07-01');

/** What is told of a role: how many, from when, until when. */
const told = (rows: readonly EstablishmentRow[], role: string) =>
  rows.filter((one) => one.role === role).map(({ people, valid_from, valid_to }) => [people, valid_from, valid_to]);

describe('a count that is set', () => {
  it('ends the row that held until then on its day, and no other role', () => {
    const rows = setEstablishment([officers, lawyers], row('officer', 7, '2026-12-01'));
    expect(told(rows, 'officer')).toEqual([
      [5, '2025-07-01', '2026-12-01'],
      [7, '2026-12-01', null],
    ]);
    expect(rows).toContain(lawyers);
    expect(rows.map(({ role, placeholder }) => [role, placeholder])).toContainEqual(['officer', false]);
  });

  it('twice on a day is the later one alone', () => {
    const once = setEstablishment([officers], row('officer', 7, '2026-12-01'));
    expect(told(setEstablishment(once, row('officer', 8, '2026-12-01')), 'officer')).toEqual([
      [5, '2025-07-01', '2026-12-01'],
      [8, '2026-12-01', null],
    ]);
  });

  it('before the first row takes its place; with an end it holds until then', () => {
    expect(told(setEstablishment([officers], row('officer', 7, '2025-01-01')), 'officer')).toEqual([
      [7, '2025-01-01', null],
    ]);
    const until = row('officer', 7, '2025-01-01', { valid_to: '2025-09-01' });
    expect(told(setEstablishment([officers], until), 'officer')).toEqual([
      [7, '2025-01-01', '2025-09-01'],
      [5, '2025-09-01', null],
    ]);
  });

  it('of a campaign leaves other campaigns alone', () => {
    const summer = row('volunteer', 4, '2026-06-01', { valid_to: '2026-09-01', campaign: 'Mùa hè xanh' });
    const spring = row('volunteer', 2, '2026-06-01', { valid_to: '2026-07-01', campaign: 'Tháng Ba' });
    expect(setEstablishment([summer], spring)).toEqual([summer, spring]);
  });
});

describe('the staff of a point', () => {
  const instant = (day: string): string => `${day}T00:00:00.000Z`;
  const own: RegistryRow = {
    ...{ values: { code: 'P1', staff: 6 }, from: instant('2025-07-01'), to: null, editedBy: null },
  };
  const follow = (rows: readonly EstablishmentRow[], from: string) =>
    followEstablishment([own], rows, { from, toInstant: instant, editedBy: 'account:an' }).map((one) => [
      ...[one.values['staff'], one.from.slice(0, 10), one.to?.slice(0, 10), one.editedBy],
    ]);

  it('follows own officers and those transferred from the day on which both are told', () => {
    const rows = [officers, row('transferred', 2, '2026-12-10', { valid_to: '2027-01-01' })];
    expect(staffOn(rows, '2026-12-09')).toBeNull();
    expect(follow(rows, '2026-12-10')).toEqual([
      [6, '2025-07-01', '2026-12-10', null],
      [7, '2026-12-10', '2027-01-01', 'account:an'],
      [6, '2027-01-01', undefined, null],
    ]);
  });

  it('stays where it agrees, where only one is told, and on days gone by', () => {
    expect(follow([officers], '2026-12-01')).toEqual([[6, '2025-07-01', undefined, null]]);
    expect(follow([officers, row('transferred', 1, '2025-07-01')], '2026-12-01')).toHaveLength(1);
    expect(follow([officers, row('transferred', 4, '2025-07-01')], '2026-12-01')).toEqual([
      [6, '2025-07-01', '2026-12-01', null],
      [9, '2026-12-01', undefined, 'account:an'],
    ]);
  });
});

describe('what a row comes of', () => {
  const act = (people: number, from: string, to: string | null = null): EstablishmentAct => ({
    ...{ by: 'account:an', at: `${from}T01:00:00.000Z`, reason: 'thêm người' },
    set: { point: 'P1', role: 'officer', people, from, to, campaign: null, source: null },
  });

  it('is the newest act that speaks of its first day and says the same; else the city data', () => {
    const acts = [act(7, '2026-12-01', '2026-12-05'), act(9, '2026-11-01')];
    const rows = [officers, row('officer', 7, '2026-12-01'), row('officer', 9, '2026-12-05'), lawyers];
    expect(tellPast(rows, acts).map((one) => one.act?.set.people ?? null)).toEqual([null, 7, 9, null]);
    expect(tellPast([row('officer', 6, '2026-12-01')], acts)).toMatchObject([{ act: null }]);
  });
});
