import { join } from 'node:path';
import { reachableFolder, serverAccount } from '../setup/account.ts';

/** Names the folder that a NATS of our own keeps the log in. `NATS_URL` names another, of whose disk nothing is known. */
export function logFolderEnv(dataDir: string, env: NodeJS.ProcessEnv): { readonly EVENTS_DIR?: string } {
  if (env.NATS_URL) return {};
  // Where the servers were started has been said by then.
  const servers = reachableFolder(join(dataDir, 'servers'), serverAccount(), () => undefined);
  return { EVENTS_DIR: join(servers, 'nats') };
}
