import { slopePerHour } from '../slope.ts';
import type { Collected, WallRecording } from './wall-sample.ts';

/** What a page may grow by in an hour once it is warm and everything was collected: each night it is loaded anew. */
export const wallBounds = { heapMibPerHour: 8, nodesPerHour: 500, listenersPerHour: 100 } as const;

/** A page takes so long until it has shown all its parts once, or a fifth of a short run. */
const warmUpS = 180;
/** Less than this after warming up, and a slope says nothing. */
const leastS = 600;

export type WallVerdict = {
  readonly heapMib: number;
  readonly peakMib: number;
  readonly heapSlope: number;
  readonly nodesSlope: number;
  readonly listenersSlope: number;
  readonly longTasks: number;
  readonly longestMs: number;
  /** Share of the samples in which it was live. */
  readonly liveShare: number;
  readonly verdict: 'steady' | 'grows' | 'too short to judge';
};

/** Judges what a wall's page took. */
export function judgeWall({ samples, collected, minutes }: WallRecording): WallVerdict {
  const fromS = Math.min(warmUpS, (minutes * 60) / 5);
  const warm = samples.filter(({ atS }) => atS >= fromS);
  const left = collected.filter(({ atS }) => atS >= fromS);
  const slopeOf = (read: (one: Collected) => number): number =>
    slopePerHour(left.map((one) => ({ atS: one.atS, value: read(one) })));
  const heapSlope = slopeOf(({ heapMib }) => heapMib);
  const nodesSlope = slopeOf(({ nodes }) => nodes);
  const listenersSlope = slopeOf(({ listeners }) => listeners);
  const lastedS = (left.at(-1)?.atS ?? 0) - (left[0]?.atS ?? 0);
  const isBounded =
    heapSlope <= wallBounds.heapMibPerHour &&
    nodesSlope <= wallBounds.nodesPerHour &&
    listenersSlope <= wallBounds.listenersPerHour;
  return {
    ...{ heapMib: collected.at(-1)?.heapMib ?? 0, peakMib: Math.max(0, ...samples.map(({ heapMib }) => heapMib)) },
    ...{ heapSlope, nodesSlope, listenersSlope },
    longTasks: warm.reduce((sum, { longTasks }) => sum + longTasks, 0),
    longestMs: Math.max(0, ...warm.map(({ longestMs }) => longestMs)),
    liveShare: samples.length === 0 ? 0 : samples.filter(({ isLive }) => isLive).length / samples.length,
    verdict: lastedS < leastS ? 'too short to judge' : isBounded ? 'steady' : 'grows',
  };
}
