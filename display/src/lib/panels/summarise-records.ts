import type { CityAsset } from '../city/city-view.ts';
import { cityCount, countFigure } from './day-counts.ts';
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
  /** Service points whose records moved today, of `expected`. */
  readonly heardToday: number;
  readonly expected: number;
};

/** Records submitted and completed today, by the channel they came through. */
export function summariseRecords(assets: readonly CityAsset[], moment: WallMoment): RecordSummary {
  const counts = toDayCounts(moment);
  const figure = (metric: string, dim = ''): Figure =>
    countFigure(counts, 'record', () => cityCount(counts, metric, dim).n);
  return {
    submitted: figure('record.submitted'),
    completed: figure('record.completed_ms'),
    byChannel: recordChannels.map((channel) => ({
      channel,
      submitted: figure('record.submitted', `channel=${channel}`),
      completed: figure('record.completed_ms', `channel=${channel}`),
    })),
    heardToday: seenToday(assets, moment, 'record'),
    expected: assets.length,
  };
}
