import { sendLog } from '#lib/duty/server/send-log.ts';
import type { RequestHandler } from './$types';

/** The duty log of a stretch of time, for whatever reads text. */
export const GET: RequestHandler = (event) => sendLog(event, 'csv');
