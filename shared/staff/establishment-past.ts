import type { EstablishmentRow } from '../locality/tables/establishment.ts';
import type { EstablishmentSet } from '../wire/staff-commands.ts';

/** A change that was made by hand. */
export type EstablishmentAct = {
  readonly by: string;
  readonly at: string;
  readonly reason: string | null;
  readonly set: EstablishmentSet;
};

/** A row of a point with the act that it comes of; null: of a city's folder. */
export type EstablishmentPast = { readonly row: EstablishmentRow; readonly act: EstablishmentAct | null };

/**
 * Which act each row comes of, by the newest that speaks of its first day; acts newest first. A row of which that act says
 * otherwise came of a later import.
 */
export function tellPast(rows: readonly EstablishmentRow[], acts: readonly EstablishmentAct[]): EstablishmentPast[] {
  return rows.map((row) => {
    const act = acts.find(
      ({ set }) =>
        set.role === row.role &&
        set.campaign === row.campaign &&
        set.from <= row.valid_from &&
        (set.to === null || row.valid_from < set.to),
    );
    return { row, act: act?.set.people === row.people ? act : null };
  });
}
