import { readMonitor } from '#lib/tasks/server/read-monitor.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => readMonitor(event);
