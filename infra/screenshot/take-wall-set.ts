import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '../servers/chromium.ts';
import { takePicture, type Login } from './take-picture.ts';
import { wallStates, type WallState } from './wall-states.ts';

/** What a wall is shown as: a state that is made on the way to the page, a drill under way, or a moment gone by. */
export type WallSight = WallState | 'drill' | 'replay';

const sizes = { '1080p': [1920, 1080], '4k': [3840, 2160], phone: [390, 844] } as const;
const languages = ['vi', 'en'] as const;

/** A wall that is lost turns grey after fifteen seconds; all others need only their first figures. */
const waitMs = (sight: WallSight): number => (sight === 'lost' ? 24_000 : 4_000);

type Options = {
  readonly browser: Browser;
  /** The wall, with its token. */
  readonly url: string;
  readonly dir: string;
  readonly sights: readonly WallSight[];
  /** The world of a drill under way; needed for its picture. */
  readonly drillWorld: string | undefined;
  /** Who may look back; needed for a moment gone by. */
  readonly login: Login | undefined;
  readonly onPicture: (file: string) => void;
  readonly signal: AbortSignal;
};

/** Writes a picture of a wall in each sight, at each size and in each language. */
export async function takeWallSet(options: Options): Promise<void> {
  const { browser, dir, sights, login, onPicture, signal } = options;
  mkdirSync(dir, { recursive: true });
  for (const sight of sights) {
    for (const [name, [width, height]] of Object.entries(sizes)) {
      for (const language of languages) {
        const file = join(dir, `wall-${sight}-${name}-${language}.png`);
        const address = addressOf(sight, options);
        address.searchParams.set('lang', language);
        await takePicture({
          ...{ browser, file, width, height, signal, url: address.href, waitMs: waitMs(sight) },
          ...(isMade(sight) && { change: wallStates[sight] }),
          ...(sight === 'replay' && login && { login }),
        });
        onPicture(file);
      }
    }
  }
}

function isMade(sight: WallSight): sight is WallState {
  return sight in wallStates;
}

function addressOf(sight: WallSight, { url, drillWorld }: Options): URL {
  const address = new URL(sight === 'replay' ? '/replay' : url, url);
  if (sight === 'drill' && drillWorld !== undefined) address.searchParams.set('world', drillWorld);
  return address;
}
