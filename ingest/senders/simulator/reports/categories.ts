import type { reportChannels } from '#shared/events/kinds/report.ts';

export type ReportChannel = (typeof reportChannels)[number];

/** What citizens report, how often, how long it takes and by when it is due. Assumptions throughout. */
export type Category = {
  readonly code: string;
  /** Its weight among all on a dry day, and times that in the rain. */
  readonly weight: number;
  readonly inRain: number;
  /** Half take less work than this, in hours. */
  readonly workH: number;
  /** Working days until it is due; 0: by the end of the day. */
  readonly dueDays: number;
};

const row = (code: string, weight: number, workH: number, dueDays: number, inRain = 1): Category => ({
  ...{ code, weight, workH, dueDays, inRain },
});

export const categories: readonly Category[] = [
  row('environment', 22, 1.5, 3),
  row('pavement', 18, 1.2, 2, 0.5),
  row('traffic', 14, 1.2, 2),
  row('drainage', 6, 2, 1, 12),
  row('trees', 5, 1.5, 1, 8),
  row('lighting', 8, 1.5, 2),
  row('noise', 9, 1, 2, 0.4),
  row('construction', 10, 2.5, 5),
  row('administrative', 8, 1.5, 5),
];

/** In the rain people report more in all. */
export const rainFactor = 1.6;

/** How reports come in; the counter only while it is open. */
export const channels: readonly (readonly [ReportChannel, number])[] = [
  ['app', 31],
  ['hotline', 27],
  ['zalo', 14],
  ['qr', 12],
  ['web', 11],
  ['counter', 5],
];

/** When people report, hour by hour. */
export const byHour = [
  ...[0.3, 0.2, 0.1, 0.1, 0.2, 0.5, 1.5, 3, 5, 6, 6, 5],
  ...[3.5, 4, 5, 5.5, 5.5, 5.5, 5, 5, 4.5, 3.5, 2, 0.8],
];
