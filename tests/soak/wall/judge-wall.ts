import { slopePerHour } from '../slope.ts';
import type { WallRecording } from './wall-sample.ts';

/** What a page may grow by in an hour once it is warm, after everything that can be was collected; it runs for weeks. */
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
export function judgeWall({ samples, floors, minutes }: WallRecording): WallVerdict {
  const fromS = Math.min(warmUpS, (minutes * 60) / 5);
  const warm = samples.filter(({ atS }) => atS >= fromS);
  const warmFloors = floors.filter(({ atS }) => atS >= fromS);
  const heapSlope = slopePerHour(warmFloors.map(({ atS, heapMib }) => ({ atS, value: heapMib })));
  const nodesSlope = slopePerHour(warm.map(({ atS, nodes }) => ({ atS, value: nodes })));
  const listenersSlope = slopePerHour(warm.map(({ atS, listeners }) => ({ atS, value: listeners })));
  const lastedS = (warmFloors.at(-1)?.atS ?? 0) - (warmFloors[0]?.atS ?? 0);
  const isBounded =
    heapSlope <= wallBounds.heapMibPerHour &&
    nodesSlope <= wallBounds.nodesPerHour &&
    listenersSlope <= wallBounds.listenersPerHour;
  return {
    ...{ heapMib: floors.at(-1)?.heapMib ?? 0, peakMib: Math.max(0, ...samples.map(({ heapMib }) => heapMib)) },
    ...{ heapSlope, nodesSlope, listenersSlope },
    longTasks: warm.reduce((sum, { longTasks }) => sum + longTasks, 0),
    longestMs: Math.max(0, ...warm.map(({ longestMs }) => longestMs)),
    liveShare: samples.length === 0 ? 0 : samples.filter(({ isLive }) => isLive).length / samples.length,
    verdict: lastedS < leastS ? 'too short to judge' : isBounded ? 'steady' : 'grows',
  };
}
