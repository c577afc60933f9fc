import { enIncidents } from './en-incidents.ts';
import { viIncidents } from './vi-incidents.ts';

export type IncidentsWords = Readonly<typeof viIncidents>;

/** The words of the pages of incidents. */
export const incidentsWords = { vi: viIncidents, en: enIncidents } as const;
