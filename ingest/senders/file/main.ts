import { runReplay } from './run-replay.ts';
import { listenForEnd } from '../listen-for-end.ts';

/** Entry of `vonglau replay` and `vonglau replay start-all`; see `replay-options.ts` for what it is told. */
// Loading a large file takes long and leaves nothing half done: until it is over, a signal ends the process at once.
const leave = (): void => {
  process.exit(130);
};
const listen = (): AbortSignal => {
  process.off('disconnect', leave);
  return listenForEnd(process);
};
process.once('disconnect', leave);
try {
  // eslint-disable-next-line no-restricted-syntax -- the entry hands the environment to everything else
  await runReplay(process.argv.slice(2), process.env, process.stdout, listen);
  process.exit(0);
} catch (error) {
  process.stderr.write(`replay: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
