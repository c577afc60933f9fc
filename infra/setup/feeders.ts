import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from './folders.ts';
import type { ChildSpec } from './process/supervisor.ts';

const RECORDINGS = join(PROJECT_DIR, '../shared/data');

/** A feeder and the world it fills; the wall's printed address opens that world. */
export type Feeder = ChildSpec & { world: string };

/**
 * What feeds the system after a start: the recorded events beside the project where they exist, else a small heartbeat
 * of the placeholder kiosks. VONGLAU_FEED=none starts neither.
 */
export function listFeeders(env: NodeJS.ProcessEnv): Feeder[] {
  if (env.VONGLAU_FEED === 'none') return [];
  const hasRecordings = existsSync(RECORDINGS);
  return [
    hasRecordings
      ? {
          name: 'replay',
          entry: 'infra/cli/main.ts',
          args: ['replay', 'start-all'],
          kind: 'feeder',
          world: 'replay:start',
        }
      : {
          name: 'heartbeat',
          entry: 'infra/cli/main.ts',
          args: ['simulate', 'heartbeat'],
          kind: 'feeder',
          world: 'sim:heartbeat',
        },
  ];
}

/** The official boundaries that lie beside the recordings, for the map; undefined where there are none for this city. */
export function findBoundaries(city: string): string | undefined {
  const file = join(RECORDINGS, 'geo', `${city.replaceAll('-', '')}_units.topojson`);
  return existsSync(file) ? file : undefined;
}
