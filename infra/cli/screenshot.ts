import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readAddresses, type FoundAddresses } from '#shared/service/addresses.ts';
import { findOrInstallChromium } from '../servers/chromium.ts';
import { takePicture } from '../screenshot/take-picture.ts';
import type { CommandIo } from '../setup/command.ts';
import { cacheFolder } from '../setup/folders.ts';

export const summary = 'Take a picture of the wall, or of another page';
export const usage = `--out FILE [--url URL] [--width 1920] [--height 1080] [--wait S]
  --out   the PNG file to write
  --url   the page, with its wall token (/wall?token=…); else the running system's wall
  --wait  seconds to let the page run once its map is drawn (5)`;

/** Opens the page in Chromium and writes what it shows. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      url: { type: 'string' },
      width: { type: 'string', default: '1920' },
      height: { type: 'string', default: '1080' },
      wait: { type: 'string', default: '5' },
    },
  });
  if (values.out === undefined) throw new Error('say where to: vonglau screenshot --out wall.png');
  const report = ({ text }: { text: string }): void => void io.stderr.write(`${text}\n`);
  const browser = await findOrInstallChromium({
    cacheDir: cacheFolder(io.env),
    env: io.env,
    report,
    signal: io.signal,
  });
  await takePicture({
    browser,
    url: values.url ?? ownWall(readAddresses(io.env)),
    file: values.out,
    width: sizeOf('--width', values.width),
    height: sizeOf('--height', values.height),
    waitMs: sizeOf('--wait', values.wait) * 1000,
    signal: io.signal,
  });
  io.stdout.write(`${values.out}\n`);
}

/** The wall of the world that is fed, opened with this machine's own wall token. */
function ownWall({ dataDir, publicUrl }: FoundAddresses): string {
  const token = readFileSync(join(dataDir, 'secrets', 'wall-token'), 'utf8').trim();
  return `${publicUrl}/wall?token=${encodeURIComponent(token)}`;
}

function sizeOf(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`${option} must be a number, not ${text}`);
  return value;
}
