import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from './folders.ts';
import type { ChildSpec } from './process/supervisor.ts';

const RECORDINGS = join(PROJECT_DIR, '../shared/data');

/** A feeder and the world it fills; the wall's printed address opens that world. */
export type Feeder = ChildSpec & { world: string };

const simulator = {
  ...{ name: 'simulator', entry: 'infra/cli/main.ts', args: ['simulate', 'start'], kind: 'feeder', world: 'sim:start' },
} as const satisfies Feeder;
const replay = {
  ...{ name: 'replay', entry: 'infra/cli/main.ts', args: ['replay', 'start-all'], kind: 'feeder' },
  world: 'replay:start',
} as const satisfies Feeder;

/** Plays the drills that are started at /admin/drills, each in a world of its own. */
export const drillPlayer = {
  ...{ name: 'drills', entry: 'infra/cli/main.ts', args: ['drill', 'play'], kind: 'feeder' },
} as const satisfies Omit<Feeder, 'world'>;

/**
 * What feeds the system after a start, by VONGLAU_FEED: `simulate` (unless told otherwise) the simulated city, `replay`
 * the recorded events beside the project, `none` nothing. Throws for anything else, and where there are no recordings.
 */
export function listFeeders(env: NodeJS.ProcessEnv): Feeder[] {
  const feed = env.VONGLAU_FEED ?? 'simulate';
  if (feed === 'none') return [];
  if (feed === 'simulate') return [simulator];
  if (feed !== 'replay') throw new Error(`VONGLAU_FEED is ${feed}; it must be simulate, replay or none`);
  if (existsSync(RECORDINGS)) return [replay];
  throw new Error(`VONGLAU_FEED is replay, and there are no recordings in ${RECORDINGS}; set it to simulate or none`);
}

/** The official boundaries that lie beside the recordings, for the map; undefined where there are none for this city. */
export function findBoundaries(city: string): string | undefined {
  const file = join(RECORDINGS, 'geo', `${city.replaceAll('-', '')}_units.topojson`);
  return existsSync(file) ? file : undefined;
}
