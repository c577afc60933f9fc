import { sendLog } from '#lib/duty/server/send-log.ts';
import type { RequestHandler } from './$types';

/** The duty log of a stretch of time, as a workbook. */
export const GET: RequestHandler = (event) => sendLog(event, 'xlsx');
