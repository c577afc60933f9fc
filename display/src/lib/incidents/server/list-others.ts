import { listIncidents } from '#shared/store/list-incidents.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { IncidentView } from '#shared/wire/duty.ts';
import type { Language } from '../../words/language.ts';
import { unresolved } from '../incident-filter.ts';
import type { OtherIncident } from '../seen-incident.ts';

/** More than are open at once in a city that answers for them. */
const mostListed = 200;

/**
 * The incidents that another may become part of or give alerts to, the newest first: open ones of its world. An exercise and
 * what is real are never one.
 */
export async function listOthers(
  sql: Sql,
  { id, world, isExercise }: Pick<IncidentView, 'id' | 'world' | 'isExercise'>,
  language: Language,
): Promise<OtherIncident[]> {
  const { rows } = await listIncidents(sql, { world, states: unresolved, limit: mostListed });
  return rows
    .filter((row) => row.id !== id && row.isExercise === isExercise)
    .map(({ id: other, number, title, version }) => ({ id: other, number, title: title[language], version }));
}
