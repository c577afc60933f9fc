import { sendIncidents } from '#lib/incidents/server/send-incidents.ts';
import type { RequestHandler } from './$types';

/** Incidents as the page's filter has them, for whatever reads text. */
export const GET: RequestHandler = (event) => sendIncidents(event, 'csv');
