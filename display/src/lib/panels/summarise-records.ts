import type { CityAsset } from '../city/city-view.ts';
import { cityCount, cityCountsBy, countFigure } from './day-counts.ts';
import type { Figure } from './figure.ts';
import { seenToday } from './seen-today.ts';
import { toDayCounts, type WallMoment } from './wall-moment.ts';

const recordChannels = ['online', 'counter', 'post', 'email'] as const;
type RecordChannel = (typeof recordChannels)[number];

export type RecordSummary = {
  readonly submitted: Figure;
  readonly completed: Figure;
  readonly byChannel: readonly {
    readonly channel: RecordChannel;
    readonly submitted: Figure;
    readonly completed: Figure;
  }[];
  /** Shares of the records submitted today. */
  readonly online: Figure;
  /** Of those that tell how far they go online. */
  readonly fullProcess: Figure;
  readonly digitised: Figure;
  /** Service points whose records moved today, of `expected`. */
  readonly heardToday: number;
  readonly expected: number;
};

/** Records submitted and completed today, by the channel they came through, and how far they went without paper. */
export function summariseRecords(assets: readonly CityAsset[], moment: WallMoment): RecordSummary {
  const counts = toDayCounts(moment);
  const figure = (metric: string, dim = ''): Figure =>
    countFigure(counts, 'record', () => cityCount(counts, metric, dim).n);
  const share = (part: () => number, whole: () => number): Figure =>
    countFigure(counts, 'record', () => (whole() > 0 ? part() / whole() : null));
  const submitted = (dim = ''): number => cityCount(counts, 'record.submitted', dim).n;
  const levelled = (): number => cityCountsBy(counts, 'record.submitted', 'level').reduce((sum, { n }) => sum + n, 0);
  return {
    submitted: figure('record.submitted'),
    completed: figure('record.completed_ms'),
    byChannel: recordChannels.map((channel) => ({
      channel,
      submitted: figure('record.submitted', `channel=${channel}`),
      completed: figure('record.completed_ms', `channel=${channel}`),
    })),
    online: share(() => submitted('channel=online'), submitted),
    fullProcess: share(() => cityCount(counts, 'record.full_process').n, levelled),
    digitised: share(() => cityCount(counts, 'record.digitised').n, submitted),
    heardToday: seenToday(assets, moment, 'record'),
    expected: assets.length,
  };
}
