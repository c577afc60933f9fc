import type { Pack } from '#shared/locality/pack.ts';
import type { Terminal } from '../../file/progress.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { RunStateFile } from './run-state.ts';
import type { SimulateOptions } from './simulate-options.ts';

/** What a run is made of, whoever sends it. */
export type Run = {
  readonly options: SimulateOptions;
  readonly world: string;
  readonly pack: Pack;
  readonly scenarios: readonly Scenario[];
  readonly speed: number;
  readonly fingerprint: string;
  readonly stateFile: RunStateFile;
  readonly out: Terminal;
  readonly signal: AbortSignal;
};
