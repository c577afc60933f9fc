import { incidentNumber } from '#shared/duty/incident/incident.ts';
import { findIncident } from '#shared/store/find-incidents.ts';
import type { Sql } from '#shared/store/sql.ts';
import { officeFor } from '#shared/tasks/offices.ts';
import { taskOrigin } from '#shared/wire/task-commands.ts';
import type { Language } from '#lib/words/language.ts';
import type { OfficeChoice } from './read-offices.ts';

/** What a new task is about, as the page it comes from says it. */
export type Prefilled = {
  readonly origin: string;
  readonly about: string;
  readonly office: string;
  /** What is to be done; '' where whoever gives it has to say. */
  readonly work: string;
};

/** Reads `from`, `about`, `office` and `work` of the address; of an incident its name and whose it is are looked up. */
export async function prefill(
  sql: Sql,
  query: URLSearchParams,
  { language, choices }: { language: Language; choices: readonly OfficeChoice[] },
): Promise<Prefilled> {
  const origin = taskOrigin.safeParse(query.get('from') ?? '');
  const about = (query.get('about') ?? '').trim().slice(0, 600);
  const work = (query.get('work') ?? '').trim().slice(0, 400);
  const asked = query.get('office') ?? '';
  const office = officeFor(asked, choices)?.code ?? '';
  if (!origin.success) return { origin: '', about, office, work };
  const [, id] = /^incident:([1-9]\d{0,14})$/.exec(origin.data) ?? [];
  const incident = id === undefined ? undefined : await findIncident(sql, Number(id)).catch(() => undefined);
  if (!incident) return { origin: origin.data, about, office, work };
  const [unit = ''] = incident.units;
  return {
    ...{ origin: origin.data, work },
    about: about === '' ? `${incidentNumber(incident.id)}: ${incident.title[language]}` : about,
    office: office === '' ? (officeFor(unit, choices)?.code ?? '') : office,
  };
}
