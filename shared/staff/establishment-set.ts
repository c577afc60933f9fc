import { layOver } from '../kpi/ledger/lay-over.ts';
import type { RegistryRow } from '../locality/registry/registry-table.ts';
import type { EstablishmentRow } from '../locality/tables/establishment.ts';

/** What is to be on duty of a role from a day on; `campaign` null: of no campaign. */
type EstablishmentWish = Omit<EstablishmentRow, 'placeholder'>;

/** A point's rows after a wish is laid over those of its role and campaign: what they said for its days gives way to it. */
export function setEstablishment(held: readonly EstablishmentRow[], wish: EstablishmentWish): EstablishmentRow[] {
  const isOther = ({ role, campaign }: EstablishmentRow): boolean => role !== wish.role || campaign !== wish.campaign;
  const same = held.filter((row) => !isOther(row)).map((row) => ({ from: row.valid_from, to: row.valid_to, row }));
  const row = { ...wish, placeholder: false };
  const laid = layOver(same, { from: wish.valid_from, to: wish.valid_to, row });
  return [...held.filter(isOther), ...laid.map(({ from, to, row }) => ({ ...row, valid_from: from, valid_to: to }))];
}

/**
 * A point's own rows after its establishment has changed from a day on: where own officers and those transferred are both
 * told, they make up its `staff` together.
 */
export function followEstablishment(
  held: readonly RegistryRow[],
  rows: readonly EstablishmentRow[],
  { from, toInstant, editedBy }: { from: string; toInstant: (day: string) => string; editedBy: string },
): RegistryRow[] {
  const turns = rows.flatMap(({ valid_from, valid_to }) => (valid_to === null ? [valid_from] : [valid_from, valid_to]));
  const days = [...new Set([from, ...turns.filter((day) => day > from)])].sort();
  return days.reduce<readonly RegistryRow[]>((own, day, at) => {
    const staff = staffOn(rows, day);
    const next = days[at + 1];
    const [begin, end] = [toInstant(day), next === undefined ? null : toInstant(next)];
    const differing = own.filter(
      (row) =>
        staff !== null &&
        row.values['staff'] !== staff &&
        (row.to === null || row.to > begin) &&
        isBefore(row.from, end),
    );
    return differing.reduce<readonly RegistryRow[]>((all, row) => {
      const values = { ...row.values, staff };
      const to = end === null || (row.to !== null && row.to < end) ? row.to : end;
      return layOver<RegistryRow>(all, { values, from: row.from > begin ? row.from : begin, to, editedBy });
    }, own);
  }, held) as RegistryRow[];
}

/** Own officers and those transferred, where both are told of a day. */
export function staffOn(rows: readonly EstablishmentRow[], day: string): number | null {
  const holding = rows.filter(
    ({ role, valid_from, valid_to }) =>
      (role === 'officer' || role === 'transferred') && valid_from <= day && isBefore(day, valid_to),
  );
  if (new Set(holding.map(({ role }) => role)).size < 2) return null;
  return holding.reduce((sum, { people }) => sum + people, 0);
}

function isBefore(moment: string, end: string | null): boolean {
  return end === null || moment < end;
}
