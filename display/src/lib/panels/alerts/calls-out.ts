import type { Matter } from './summarise-alerts.ts';

/** Whether a matter is critical, real and in nobody's hands: what makes a wall flash, stand still and go there. */
export function callsOut({ priority, isUnacknowledged, isApart }: Matter): boolean {
  return priority === 'P1' && isUnacknowledged && !isApart;
}
