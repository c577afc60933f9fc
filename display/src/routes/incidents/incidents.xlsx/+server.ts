import { sendIncidents } from '#lib/incidents/server/send-incidents.ts';
import type { RequestHandler } from './$types';

/** Incidents as the page's filter has them, as a workbook. */
export const GET: RequestHandler = (event) => sendIncidents(event, 'xlsx');
