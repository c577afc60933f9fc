import { sendAudit } from '#lib/admin/server/send-audit.ts';
import type { RequestHandler } from './$types';

/** The trail as the page's filter has it, as a workbook. */
export const GET: RequestHandler = (event) => sendAudit(event, 'xlsx');
