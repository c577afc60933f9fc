import { layOverAlerts } from '../alerts/lay-over-alerts.ts';
import { incidentsDue } from '../incidents/incidents-due.ts';
import { followDueEscalations } from '../notify/plan-notices.ts';
import { tellIncidentTasks } from '../tasks/tell-incident-tasks.ts';
import { tellTasks } from '../tasks/tell-tasks.ts';
import type { DueWork } from './due-work.ts';

/** Everything that comes due, in this order. */
export const allDue: readonly DueWork[] = [
  ...[layOverAlerts, incidentsDue, followDueEscalations, tellTasks, tellIncidentTasks],
];
