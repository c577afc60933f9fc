import { join } from 'node:path';
import { reachableFolder, serverAccount } from '../setup/account.ts';

/** The folder that a NATS of our own keeps the log in; undefined: `NATS_URL` names another, of whose disk nothing is known. */
export function logFolder(dataDir: string, env: NodeJS.ProcessEnv): string | undefined {
  if (env.NATS_URL) return undefined;
  // Where the servers were started has been said by then.
  return join(
    reachableFolder(join(dataDir, 'servers'), serverAccount(), () => undefined),
    'nats',
  );
}
