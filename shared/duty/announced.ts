import type { AlertView } from '../wire/duty.ts';
import { isOpen } from '../rules/progress.ts';

/** What decides whether a person is told of an alert: four axes apart, none of which changes another. */
export type Axes = Pick<AlertView, 'condition' | 'suppression' | 'silencing' | 'acknowledgement' | 'isLate'>;

/** Whether an alert is kept quiet in the same way at two times; where not, its incident may be quiet now or call again. */
export function isAsQuiet(one: Axes, other: Axes): boolean {
  return (one.silencing === null) === (other.silencing === null) && one.suppression.why === other.suppression.why;
}

/** Whether an alert calls for a person now: it is open, nothing explains or silences it, and nobody has it. */
export function isAnnounced({ condition, suppression, silencing, acknowledgement, isLate }: Axes): boolean {
  return isOpen(condition) && suppression.why === 'none' && silencing === null && acknowledgement === null && !isLate;
}
