import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { drawRecording } from './draw-recording.ts';
import { bounds, isGrowthJudged, judge, type ProcessVerdict } from './judge.ts';
import { runSoak, type Soaked } from './run-soak.ts';
import { startSoakSystem } from './soak-system.ts';
import { soakWall } from './wall/soak-wall.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    city: { type: 'string', default: 'hanoi' },
    calm: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    wall: { type: 'boolean', default: false },
    svg: { type: 'string' },
  },
});
const minutes = Number(values.minutes);
const svg = values.svg ?? join(import.meta.dirname, values.wall ? 'WALL.svg' : 'SOAK.svg');
const say = (text: string): void => void process.stdout.write(`${text}\n`);
/** Minutes told where nothing can be drawn over. */
let shown = 0;
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopping.abort();
  });
}
const packDir =
  values.city === 'six-unit'
    ? join(PROJECT_DIR, 'tests/support/cities/six-unit')
    : join(PROJECT_DIR, 'infra/localities', values.city);
if (values.wall) {
  say(`Vọng Lâu soak of a wall: ${minutes} minutes, ${values.city}`);
  const isSteady = await soakWall({ ...{ minutes, packDir, svg, say }, env: process.env, signal: stopping.signal });
  process.exit(isSteady ? 0 : 1);
}
const killEveryS = values.calm ? null : minutes >= 10 ? 240 : 75;

say(`Vọng Lâu soak: ${minutes} minutes, ${values.city}, seed ${values.seed}${values.calm ? ', calm' : ''}`);
const soak = await startSoakSystem(packDir);
try {
  const soaked = await runSoak(soak, {
    ...{ minutes, killEveryS, packDir, signal: stopping.signal, random: seeded(Number(values.seed)) },
    onSample: showProgress,
  });
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
  const verdicts = judge(soaked.recording, new Set(soak.ours));
  process.exitCode = report(soaked, verdicts) ? 0 : 1;
} finally {
  await soak.stop();
}

/** Prints the table, draws the picture; whether the run was good. */
function report(soaked: Soaked, verdicts: readonly ProcessVerdict[]): boolean {
  const { recording, accepted, refused, repeated, events, recount, screensOpened } = soaked;
  const isExact = events === accepted && recount.different === 0 && refused === 0;
  const isSteady = verdicts.every(({ verdict }) => verdict !== 'grows');
  const peakLag = Math.max(0, ...recording.system.map(({ lagFrames }) => lagFrames));
  const headline = `Soak of ${minutes} min: ${accepted} events, ${screensOpened} screens came and went, ${recording.kills.length} kills; ${isExact ? 'counted exactly' : 'NOT EXACT'}`;
  writeFileSync(svg, drawRecording(recording, headline));
  const cells = verdicts.map((row) => [
    row.process,
    `${row.memoryMib.toFixed(0)} (peak ${row.peakMib.toFixed(0)})`,
    signed(row.memorySlope),
    String(row.handles),
    signed(row.handlesSlope),
    row.loopP99Ms === null ? '—' : row.loopP99Ms.toFixed(1),
    row.verdict,
  ]);
  const headings = ['process', 'memory MiB', 'MiB/h', 'handles', 'handles/h', 'loop p99 ms', 'verdict'];
  const widths = headings.map((heading, at) => Math.max(heading.length, ...cells.map((row) => row[at]?.length ?? 0)));
  for (const row of [headings, ...cells])
    say(
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  say(
    `\nkilled: ${recording.kills.map(({ process: name, atS }) => `${name} at ${(atS / 60).toFixed(1)} min`).join(', ') || 'nothing'}`,
  );
  say(
    `accepted ${accepted}, stored ${events}, refused ${refused}, sent twice ${repeated}, largest lag ${peakLag} frames`,
  );
  say(`recount: ${recount.rows} roll-up rows, ${recount.different} differences`);
  say(
    `allowed once warm: ${bounds.memoryMibPerHour} MiB/h or a floor risen by ${bounds.memoryRiseMib} MiB, ${bounds.handlesPerHour} handles/h`,
  );
  const passed = isGrowthJudged(verdicts) ? 'passed' : 'counted exactly; growth not judged (too short)';
  say(`${isExact && isSteady ? passed : 'FAILED'}; drawn in ${svg}`);
  return isExact && isSteady;
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(1)}`;
}

function showProgress(line: string, share: number): void {
  const filled = Math.round(Math.min(1, share) * 24);
  const text = `${'█'.repeat(filled)}${'░'.repeat(24 - filled)} ${(share * minutes).toFixed(1)}/${minutes} min  ${line}`;
  if (process.stdout.isTTY) process.stdout.write(`\r${text}\u001b[K`);
  // Where nothing can be drawn over, a line a minute.
  else if (Math.floor(share * minutes) > shown) {
    shown = Math.floor(share * minutes);
    say(text);
  }
}

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
