/**
 * What one operator can act on, after the tables of ISA-18.2 and EEMUA 191 as secondary sources give them; these differ a
 * little (120, 144 or 150 a day). Each is the metric's bound, not a target.
 */
export const loadLimits = {
  acceptablePerDay: 150,
  manageablePerDay: 300,
  acceptablePerHour: 6,
  manageablePerHour: 12,
  /** Hours with more than this should be rarer than one in a hundred. */
  mostPerHour: 30,
  /** More than this in ten minutes is a flood. */
  floodPer10Min: 10,
  /** The share of ten-minute periods that may be floods. */
  floodShare: 0.01,
  /** Alerts by priority, as shares. */
  priorities: { P1: 0.05, P2: 0.15, P3: 0.8 },
} as const;
