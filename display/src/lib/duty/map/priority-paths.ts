import type { Priority } from '#shared/wire/duty.ts';

/** A priority as a shape in a box of 24 by 24, the same in lists and on the map. */
export const priorityPaths: Readonly<Record<Priority, string>> = {
  P1: 'M12 1 23 12 12 23 1 12z',
  P2: 'M3 3h18v18H3z',
  P3: 'M12 2 23 21H1z',
};

/** The token of the palette that a priority is drawn in. */
export const priorityTones: Readonly<Record<Priority, string>> = { P1: 'critical', P2: 'high', P3: 'medium' };

/** Nobody knows: hollow, dashed, with a question mark, in no colour that means anything else. */
export const unknownPath = 'M9 9.5a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 17v1';
