import { listenForEnd } from '../listen-for-end.ts';
import { runSimulation } from './sending/run-simulation.ts';

/** Entry of `vonglau simulate`; see `sending/simulate-options.ts` for what it is told. */
const signal = listenForEnd(process);
try {
  // eslint-disable-next-line no-restricted-syntax -- the entry hands the environment to everything else
  const sent = await runSimulation(process.argv.slice(2), process.env, process.stdout, signal);
  // Whoever started this may want to know.
  if (sent) process.send?.(sent);
  process.exit(0);
} catch (error) {
  process.stderr.write(`simulate: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
