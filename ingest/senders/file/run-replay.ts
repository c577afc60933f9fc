import { readAddresses, type FoundAddresses } from '#shared/service/addresses.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import { connectOffice } from '../connect-office.ts';
import { fixedTimeReader } from './compile-value.ts';
import type { Feed } from './feed-set.ts';
import { describeTypes, loadSets } from './load-sets.ts';
import type { LoadedSet } from './load-set.ts';
import { createReplayProgress, type Terminal } from './progress.ts';
import { readReplayOptions, type ReplayOptions } from './replay-options.ts';
import { openReplayState, type ReplayState } from './replay-state.ts';
import { replayWorld, type PlannedSet } from './replay-world.ts';
import { planFromStart, planFromWindow } from './run-plan.ts';
import { dayMs, mondayOf, wallClockOf } from '#shared/time/wall-clock.ts';

/**
 * Maps the sets, tells what became of their rows, and replays them into one world. `listen` is called once they are
 * loaded and gives the signal that stops the replay in order. Throws with one line when it cannot go on.
 */
export async function runReplay(
  args: string[],
  env: NodeJS.ProcessEnv,
  out: Terminal,
  listen: () => AbortSignal,
): Promise<void> {
  const options = readReplayOptions(args);
  if (options.check) {
    for (const set of await loadSets(options, loadPack(options.city), out)) out.write(describeTypes(set));
    return;
  }
  await replay(options, readAddresses(env), out, listen);
}

async function replay(
  options: ReplayOptions,
  addresses: FoundAddresses,
  out: Terminal,
  listen: () => AbortSignal,
): Promise<void> {
  const pack = loadPack(options.city);
  const sets = await loadSets(options, pack, out);
  const world = options.world ?? (options.samples ? 'replay:start' : `replay:${sets[0]?.mapping.set ?? ''}`);
  const state = openReplayState(options.data, world);
  if (isOver(sets, state)) {
    out.write(`${world} has been replayed to its end. Another world begins anew: --world replay:<name>\n`);
    return;
  }
  const city = wallClockOf(pack.timeZone);
  const { startWallMs, planned } = planRun(sets, options, state.startWallMs, city.wallOf(Date.now()));
  const signal = listen();
  const { office, close } = await connectOffice(addresses, 'replay', signal);
  const show = createReplayProgress(out, {
    world,
    speed: options.speed,
    timeZone: pack.timeZone,
    realNowMs: Date.now,
    fractionOf: fractionOf(planned, startWallMs, city.wallOf),
  });
  const run = { world, speed: options.speed, startWallMs, city, doorUrl: addresses.ingestUrl, office, state, signal };
  try {
    const feeds = await replayWorld(planned, { ...run, onProgress: show, warn: (line) => out.write(`! ${line}\n`) });
    out.write(describeEnd(feeds, signal.aborted));
  } finally {
    await close();
  }
}

function isOver(sets: readonly LoadedSet[], state: ReplayState): boolean {
  return sets.every(({ mapping }) => state.readSet(mapping.set)?.done === true);
}

/** Samples start together on a Tuesday morning, when every set has traffic; a single file where it or `--from` begins. */
function planRun(
  sets: readonly LoadedSet[],
  options: ReplayOptions,
  savedStartWallMs: number | undefined,
  nowWallMs: number,
): { startWallMs: number; planned: PlannedSet[] } {
  if (options.samples !== undefined) {
    const startWallMs = savedStartWallMs ?? lastTuesdayMorning(nowWallMs);
    return {
      startWallMs,
      planned: sets.map((set) => ({ ...set, plan: planFromStart(set.mapping, set.events, startWallMs, true) })),
    };
  }
  const planned = sets.map((set) => {
    const read = fixedTimeReader(set.mapping.timeline.zone);
    const { wallOf } = wallClockOf(set.mapping.timeline.zone);
    const toWall = (text: string | undefined): number | undefined =>
      text === undefined ? undefined : wallOf(read(text));
    const window = { fromMs: toWall(options.from), toMs: toWall(options.to), loop: options.loop };
    // The latest such weekday before now; for a resumed run, before the moment it began.
    return { ...set, plan: planFromWindow(set.mapping, set.events, window, savedStartWallMs ?? nowWallMs) };
  });
  const [first] = planned;
  return { startWallMs: first ? first.plan.fromMs + first.plan.shiftMs : nowWallMs, planned };
}

/** 08:30 of the latest Tuesday that has come to that. */
function lastTuesdayMorning(nowWallMs: number): number {
  const thisWeek = mondayOf(nowWallMs) + dayMs + 8.5 * 3_600_000;
  return thisWeek <= nowWallMs ? thisWeek : thisWeek - 7 * dayMs;
}

function fractionOf(
  sets: readonly PlannedSet[],
  startWallMs: number,
  wallOf: (ms: number) => number,
): (worldMs: number) => number | undefined {
  if (sets.some(({ plan }) => plan.periodMs !== null)) return () => undefined;
  const endWallMs = Math.max(...sets.map(({ plan }) => plan.toMs + plan.shiftMs));
  return (worldMs) => Math.min(1, Math.max(0, (wallOf(worldMs) - startWallMs) / (endWallMs - startWallMs)));
}

function describeEnd(feeds: readonly Feed[], isInterrupted: boolean): string {
  const lines = feeds.flatMap(({ name, sent, refused, reasons }) => [
    `${name}: ${sent.toLocaleString('en')} sent, ${refused.toLocaleString('en')} refused`,
    ...[...reasons].map(([reason, count]) => `  ${count.toLocaleString('en')} refused: ${reason}`),
  ]);
  const last = isInterrupted ? 'Stopped; the same command goes on from here.' : 'Done.';
  return `\n${[...lines, last].join('\n')}\n`;
}
