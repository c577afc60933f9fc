import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readAddresses, type FoundAddresses } from '#shared/service/addresses.ts';
import { readPassword } from '../office/read-password.ts';
import { findOrInstallChromium } from '../servers/chromium.ts';
import { takeLeaderPath } from '../screenshot/leader-path.ts';
import { takePicture, type Login } from '../screenshot/take-picture.ts';
import { askOwner } from '../commands/ask-owner.ts';
import { takeWallSet, type WallSight } from '../screenshot/take-wall-set.ts';
import type { DrillTold } from '#shared/wire/drill-commands.ts';
import { wallStates } from '../screenshot/wall-states.ts';
import type { CommandIo } from '../setup/command.ts';
import { cacheFolder } from '../setup/folders.ts';

const made = Object.keys(wallStates) as WallSight[];
const sightNames: readonly WallSight[] = [...made, 'drill', 'replay'];

export const summary = 'Take a picture of the wall, or of another page';
export const usage = `--out FILE [--url URL] [--width 1920] [--height 1080] [--wait S]
  --out   the PNG file to write
  --url   the page, with its wall token (/wall?token=…); else the running system's wall
  --wait  seconds to let the page run once its map is drawn (5)
--set DIR [--states ${made.join(',')}] [--account NAME] [--url URL]
  the wall at 1080p, 4K and on a phone, in both languages, in each of these states; all but normal are made on the way
  to the page: alerts that nobody raised, sources that fall silent, a feed that ends. Of another city where that one runs.
  drill   the newest drill under way
  replay  ten minutes ago; with --account, whose password comes on standard input
--set DIR --leader ACCOUNT [--world sim:start]
  what a leader sees in three minutes, from the brief to an order and back; its password comes on standard input. An order is
  given and a brief issued on the way, so never in live`;

/** Opens the page in Chromium and writes what it shows. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      set: { type: 'string' },
      states: { type: 'string', default: made.join(',') },
      account: { type: 'string' },
      url: { type: 'string' },
      width: { type: 'string', default: '1920' },
      height: { type: 'string', default: '1080' },
      wait: { type: 'string', default: '5' },
      leader: { type: 'string' },
      world: { type: 'string', default: 'sim:start' },
    },
  });
  const { out, set } = values;
  if ((out === undefined) === (set === undefined)) {
    throw new Error('say where to: vonglau screenshot --out wall.png, or --set DIR for the wall in all its states');
  }
  const sights = readSights(values.states);
  const report = ({ text }: { text: string }): void => void io.stderr.write(`${text}\n`);
  const { env, signal } = io;
  const browser = await findOrInstallChromium({ cacheDir: cacheFolder(env), env, report, signal });
  const url = values.url ?? ownWall(readAddresses(env));
  const onPicture = (file: string): void => void io.stdout.write(`${file}\n`);
  if (set !== undefined && values.leader !== undefined) {
    const login = { account: values.leader, password: await readPassword(io.stdin) };
    const origin = new URL(url).origin;
    await takeLeaderPath({ browser, origin, world: values.world, ...login, dir: set, onPicture, signal });
  } else if (set !== undefined) {
    const login = sights.includes('replay') ? await readLogin(values.account, io) : undefined;
    const drillWorld = sights.includes('drill') ? await findDrill(io) : undefined;
    await takeWallSet({ browser, url, dir: set, sights, drillWorld, login, onPicture, signal });
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

function readSights(text: string): WallSight[] {
  return text.split(',').map((name) => {
    const sight = sightNames.find((one) => one === name);
    if (!sight) throw new Error(`--states: there is no ${name}; there are ${sightNames.join(', ')}`);
    return sight;
  });
}

async function readLogin(account: string | undefined, { stdin }: CommandIo): Promise<Login> {
  if (account === undefined) throw new Error('a moment gone by is for who is logged in: --account NAME');
  return { account, password: await readPassword(stdin) };
}

/** The world of the newest drill that goes on. */
async function findDrill(io: CommandIo): Promise<string> {
  const drills = await askOwner<DrillTold[]>('office', io, 'drill.list');
  const drill = drills.find(({ endedAt }) => endedAt === null);
  if (drill) return drill.world;
  throw new Error('no drill is under way: vonglau drill start --scenario power-cut, or /admin/drills');
}

function sizeOf(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`${option} must be a number, not ${text}`);
  return value;
}
