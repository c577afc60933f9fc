import type { Recording, Sample } from './sample.ts';
import { floorsOf, slopePerHour } from './slope.ts';

/**
 * What a process may grow by in an hour, once it is warm. A heap grows in steps and is collected when it likes, so its
 * memory must also stand, at its lowest, this much higher in the second half than in the first: in half an hour that finds
 * a leak of a hundred bytes per event; smaller ones take a longer run.
 */
export const bounds = { memoryMibPerHour: 64, memoryRiseMib: 32, handlesPerHour: 30 } as const;

/** Seconds after its start that a process takes to warm up: code compiled, caches and pools filled. */
export const warmUpS = 300;
/** Less than this after warming up, and a slope says nothing. */
const leastS = 600;
const spanS = 30;

/** One process's row of the table; slopes are of its longest life after warming up. */
export type ProcessVerdict = {
  readonly process: string;
  readonly memoryMib: number;
  readonly peakMib: number;
  readonly handles: number;
  readonly memorySlope: number;
  readonly handlesSlope: number;
  readonly loopP99Ms: number | null;
  readonly verdict: 'steady' | 'grows' | 'too short to judge' | 'shown only';
};

/** Judges every process; servers are shown, their caches are theirs to fill. */
export function judge(recording: Recording, ours: ReadonlySet<string>): ProcessVerdict[] {
  return [...recording.samples].map(([process, samples]) => {
    const life = longestLife(samples);
    const first = life[0]?.atS ?? 0;
    const warm = life.filter(({ atS }) => atS >= first + Math.min(warmUpS, (recording.minutes * 60) / 5));
    const memorySlope = slopePerHour(
      floorsOf(
        warm.map(({ atS, pssMib }) => ({ atS, value: pssMib })),
        spanS,
      ),
    );
    const handlesSlope = slopePerHour(warm.map(({ atS, handles }) => ({ atS, value: handles })));
    const lastedS = (warm.at(-1)?.atS ?? 0) - (warm[0]?.atS ?? 0);
    const loops = samples.flatMap(({ loopMs }) => loopMs ?? []).sort((a, b) => a - b);
    return {
      ...{ process, memorySlope, handlesSlope },
      memoryMib: warm.at(-1)?.pssMib ?? 0,
      peakMib: Math.max(0, ...samples.map(({ pssMib }) => pssMib)),
      handles: warm.at(-1)?.handles ?? 0,
      loopP99Ms: loops[Math.floor(loops.length / 2)] ?? null,
      verdict: ours.has(process)
        ? verdictOf({ lastedS, memorySlope, handlesSlope, riseMib: riseOf(warm) })
        : 'shown only',
    };
  });
}

type Growth = {
  readonly lastedS: number;
  readonly memorySlope: number;
  readonly riseMib: number;
  readonly handlesSlope: number;
};

function verdictOf({ lastedS, memorySlope, riseMib, handlesSlope }: Growth): ProcessVerdict['verdict'] {
  if (lastedS < leastS) return 'too short to judge';
  const isMemoryBounded = memorySlope <= bounds.memoryMibPerHour || riseMib <= bounds.memoryRiseMib;
  return isMemoryBounded && handlesSlope <= bounds.handlesPerHour ? 'steady' : 'grows';
}

/** Whether every process of ours ran long enough for its growth to be judged. */
export function isGrowthJudged(verdicts: readonly ProcessVerdict[]): boolean {
  return verdicts.every(({ verdict }) => verdict !== 'too short to judge');
}

/** How much higher memory stands, at its lowest, in the second half than in the first. */
function riseOf(samples: readonly Sample[]): number {
  const lowest = (half: readonly Sample[]): number => Math.min(...half.map(({ pssMib }) => pssMib));
  const middle = Math.floor(samples.length / 2);
  return lowest(samples.slice(middle)) - lowest(samples.slice(0, middle));
}

function longestLife(samples: readonly Sample[]): readonly Sample[] {
  const lives = Map.groupBy(samples, ({ pid }) => pid);
  return [...lives.values()].sort((a, b) => spanOf(b) - spanOf(a))[0] ?? [];
}

function spanOf(samples: readonly Sample[]): number {
  return (samples.at(-1)?.atS ?? 0) - (samples[0]?.atS ?? 0);
}
