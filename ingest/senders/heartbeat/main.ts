import { listenForEnd } from '../listen-for-end.ts';
import { runHeartbeat } from './run-heartbeat.ts';

/** Entry of `vonglau simulate heartbeat`. */
const signal = listenForEnd(process);
try {
  // eslint-disable-next-line no-restricted-syntax -- the entry hands the environment to everything else
  await runHeartbeat(process.argv.slice(2), process.env, process.stdout, signal);
  process.exit(0);
} catch (error) {
  process.stderr.write(`heartbeat: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
