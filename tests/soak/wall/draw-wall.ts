import { drawPanels, type Panel, type Series } from '../draw-panels.ts';
import { wallBounds } from './judge-wall.ts';
import type { Collected, WallRecording, WallSample } from './wall-sample.ts';

/** Draws what a wall's page took. */
export function drawWall({ samples, collected, load, minutes }: WallRecording, headline: string): string {
  const of = (read: (sample: WallSample) => number): Series => samples.map((sample) => [sample.atS, read(sample)]);
  const left = (read: (one: Collected) => number): Series => collected.map((one) => [one.atS, read(one)]);
  const rows: Panel[][] = [
    [
      { title: 'page · JS heap', unit: 'MiB', series: of(({ heapMib }) => heapMib) },
      { title: 'page · JS heap, all collected', unit: 'MiB', series: left(({ heapMib }) => heapMib) },
      { title: 'load · events sent', unit: '/s', series: load },
    ],
    [
      { title: 'page · tasks over 50 ms, in 5 s', unit: '', series: of(({ longTasks }) => longTasks) },
      { title: 'page · longest task, in 5 s', unit: 'ms', series: of(({ longestMs }) => longestMs) },
      { title: 'wall · live (1) or not (0)', unit: '', series: of(({ isLive }) => Number(isLive)) },
    ],
    [
      { title: 'page · DOM nodes, all collected', unit: '', series: left(({ nodes }) => nodes) },
      { title: 'page · listeners, all collected', unit: '', series: left(({ listeners }) => listeners) },
    ],
  ];
  const { heapMibPerHour, nodesPerHour, listenersPerHour } = wallBounds;
  const note = `Allowed growth once warm, an hour: ${heapMibPerHour} MiB of heap, ${nodesPerHour} nodes, ${listenersPerHour} listeners.`;
  return drawPanels(rows, { minutes, headline, note });
}
