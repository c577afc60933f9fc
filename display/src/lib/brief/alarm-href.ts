import { resolve } from '$app/paths';
import { pickQuery, type AlarmPick } from '#shared/brief/alarm-picks.ts';
import { queryOf } from '../desk/query-of.ts';
import type { Language } from '../words/language.ts';

/** The page of the alerts that a figure of a brief counts. */
export function alarmHref(id: number, pick: AlarmPick, language: Language): string {
  return `${resolve('/brief/[id]/alerts', { id: String(id) })}${queryOf(language, pickQuery(pick))}`;
}
