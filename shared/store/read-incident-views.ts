import type { IncidentView } from '../wire/duty.ts';
import type { Sql } from './sql.ts';

/** Which incidents: by id, or a world's: open ones, and those closed since an instant of the world. */
export type IncidentsAsked =
  { readonly ids: readonly number[] } | { readonly world: string; readonly closedSince: Date };

/** Incidents as screens are told them, in the order of their ids. */
export async function readIncidentViews(_sql: Sql, _asked: IncidentsAsked): Promise<IncidentView[]> {
  return [];
}
