import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '../servers/chromium.ts';
import { takePicture } from './take-picture.ts';
import { wallStates, type WallState } from './wall-states.ts';

const sizes = { '1080p': [1920, 1080], '4k': [3840, 2160], phone: [390, 844] } as const;
const languages = ['vi', 'en'] as const;

/** A wall that is lost turns grey after fifteen seconds; all others need only their first figures. */
const waitMs = (state: WallState): number => (state === 'lost' ? 24_000 : 4_000);

type Options = {
  readonly browser: Browser;
  /** The wall, with its token. */
  readonly url: string;
  readonly dir: string;
  readonly states: readonly WallState[];
  readonly onPicture: (file: string) => void;
  readonly signal: AbortSignal;
};

/** Writes a picture of a wall in each state, at each size and in each language. */
export async function takeWallSet({ browser, url, dir, states, onPicture, signal }: Options): Promise<void> {
  mkdirSync(dir, { recursive: true });
  for (const state of states) {
    for (const [name, [width, height]] of Object.entries(sizes)) {
      for (const language of languages) {
        const file = join(dir, `wall-${state}-${name}-${language}.png`);
        const address = new URL(url);
        address.searchParams.set('lang', language);
        const change = wallStates[state];
        await takePicture({
          ...{ browser, file, width, height, signal, change },
          url: address.href,
          waitMs: waitMs(state),
        });
        onPicture(file);
      }
    }
  }
}
