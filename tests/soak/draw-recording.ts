import { drawPanels, type Panel, type Series } from './draw-panels.ts';
import { bounds } from './judge.ts';
import type { Recording } from './sample.ts';

/** Draws a run as small multiples: a row per process, a column each for memory, handles and the event loop. */
export function drawRecording(recording: Recording, headline: string): string {
  const rows = [...recording.samples].map(([process, samples]): Panel[] => {
    const marksS = recording.kills.filter((kill) => kill.process === process).map(({ atS }) => atS);
    const of = (read: (sample: (typeof samples)[number]) => number | null): Series =>
      samples.flatMap((sample) => {
        const value = read(sample);
        return value === null ? [] : [[sample.atS, value] as const];
      });
    return [
      { title: `${process} · memory (PSS)`, unit: 'MiB', series: of(({ pssMib }) => pssMib), marksS },
      { title: `${process} · open handles`, unit: '', series: of(({ handles }) => handles), marksS },
      { title: `${process} · event-loop delay, p99`, unit: 'ms', series: of(({ loopMs }) => loopMs), marksS },
    ];
  });
  const { system, kills, minutes } = recording;
  const marksS = kills.map(({ atS }) => atS);
  rows.push([
    { title: 'log · frames not yet counted', unit: '', series: system.map((at) => [at.atS, at.lagFrames]), marksS },
    { title: 'load · events sent', unit: '/s', series: system.map((at) => [at.atS, at.sentPerS]), marksS },
  ]);
  const note = `Dashed red: killed with SIGKILL. Allowed growth once warm: ${bounds.memoryMibPerHour} MiB an hour (or a floor that rises by no more than ${bounds.memoryRiseMib} MiB) and ${bounds.handlesPerHour} handles an hour.`;
  return drawPanels(rows, { minutes, headline, note });
}
