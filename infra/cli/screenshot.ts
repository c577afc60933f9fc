import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readAddresses, type FoundAddresses } from '#shared/service/addresses.ts';
import { findOrInstallChromium } from '../servers/chromium.ts';
import { takePicture } from '../screenshot/take-picture.ts';
import { takeWallSet } from '../screenshot/take-wall-set.ts';
import { wallStates, type WallState } from '../screenshot/wall-states.ts';
import type { CommandIo } from '../setup/command.ts';
import { cacheFolder } from '../setup/folders.ts';

const stateNames = Object.keys(wallStates) as WallState[];

export const summary = 'Take a picture of the wall, or of another page';
export const usage = `--out FILE [--url URL] [--width 1920] [--height 1080] [--wait S]
  --out   the PNG file to write
  --url   the page, with its wall token (/wall?token=…); else the running system's wall
  --wait  seconds to let the page run once its map is drawn (5)
--set DIR [--states ${stateNames.join(',')}] [--url URL]
  the wall at 1080p, 4K and on a phone, in both languages, in each of these states; all but normal are made on the way
  to the page: alerts that nobody raised, sources that fall silent, a feed that ends`;

/** Opens the page in Chromium and writes what it shows. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      set: { type: 'string' },
      states: { type: 'string', default: stateNames.join(',') },
      url: { type: 'string' },
      width: { type: 'string', default: '1920' },
      height: { type: 'string', default: '1080' },
      wait: { type: 'string', default: '5' },
    },
  });
  const { out, set } = values;
  if ((out === undefined) === (set === undefined)) {
    throw new Error('say where to: vonglau screenshot --out wall.png, or --set DIR for the wall in all its states');
  }
  const states = readStates(values.states);
  const report = ({ text }: { text: string }): void => void io.stderr.write(`${text}\n`);
  const { env, signal } = io;
  const browser = await findOrInstallChromium({ cacheDir: cacheFolder(env), env, report, signal });
  const url = values.url ?? ownWall(readAddresses(env));
  const onPicture = (file: string): void => void io.stdout.write(`${file}\n`);
  if (set !== undefined) {
    await takeWallSet({ browser, url, dir: set, states, onPicture, signal });
  } else if (out !== undefined) {
    const width = sizeOf('--width', values.width);
    const height = sizeOf('--height', values.height);
    const waitMs = sizeOf('--wait', values.wait) * 1000;
    await takePicture({ browser, url, file: out, width, height, waitMs, signal });
    onPicture(out);
  }
}

/** The wall of the world that is fed, opened with this machine's own wall token. */
function ownWall({ dataDir, publicUrl }: FoundAddresses): string {
  const token = readFileSync(join(dataDir, 'secrets', 'wall-token'), 'utf8').trim();
  return `${publicUrl}/wall?token=${encodeURIComponent(token)}`;
}

function readStates(text: string): WallState[] {
  return text.split(',').map((name) => {
    const state = stateNames.find((one) => one === name);
    if (!state) throw new Error(`--states: there is no ${name}; there are ${stateNames.join(', ')}`);
    return state;
  });
}

function sizeOf(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`${option} must be a number, not ${text}`);
  return value;
}
