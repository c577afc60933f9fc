import { readFileSync, statfsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { writeOwnedFile, type Account } from '../setup/account.ts';
import { ForeignServerError, type OwnServer, type ServerPlace } from './own-server.ts';
import { savedSecret } from './saved-secret.ts';
import { unpackedProgram } from './unpacked-programs.ts';

const user = 'vonglau';

/** A private NATS server with JetStream that flushes every message to disk before it acknowledges; it asks for a password. */
export function prepareNats(place: ServerPlace, account?: Account): OwnServer {
  const { root, folder, port } = place;
  const name = `vonglau-${savedSecret(join(folder, 'server-name'))}`;
  const password = savedSecret(join(folder, 'password'));
  const config = join(folder, 'nats.conf');
  const storeBytes = storeLimitBytes(folder, config);
  writeOwnedFile(config, natsConfig(place, { name, password, storeBytes }), account);
  const { program, args } = unpackedProgram(root, 'usr/sbin/nats-server');
  return {
    name: 'nats',
    folder,
    url: `nats://${user}:${password}@127.0.0.1:${String(port)}`,
    start: { program, args: [...args, '--config', config] },
    stopSignal: 'SIGTERM',
    check: async () => {
      const found = await readServerName(port);
      if (found === undefined) return 'silent';
      if (found !== name) throw new ForeignServerError('nats', found);
      return 'ours';
    },
  };
}

type Settings = { readonly name: string; readonly password: string; readonly storeBytes: number };

function natsConfig({ folder, port }: ServerPlace, { name, password, storeBytes }: Settings): string {
  return `server_name: "${name}"
listen: "127.0.0.1:${String(port)}"
authorization {
  user: "${user}"
  password: "${password}"
}
max_payload: 8MB
ping_interval: "10s"
ping_max: 2
write_deadline: "10s"
jetstream {
  store_dir: "${folder}"
  max_mem: 268435456
  max_file: ${String(storeBytes)}
  sync_interval: always
}
`;
}

/**
 * Half of what the volume has left, so that a full log never becomes a full disk; but never less than at an earlier
 * start, because a server with less room than a stream has reserved does not open that stream.
 */
function storeLimitBytes(folder: string, config: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.max(earlierLimitBytes(config), Math.floor((bavail * bsize) / 2));
}

function earlierLimitBytes(config: string): number {
  try {
    return Number(/max_file: (\d+)/.exec(readFileSync(config, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** NATS introduces itself as soon as somebody connects: the name is known before anything is sent. */
function readServerName(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    let greeting = '';
    const socket = connect(port, '127.0.0.1');
    const finish = (name?: string): void => {
      socket.destroy();
      resolve(name);
    };
    socket.setTimeout(1000, finish);
    socket.once('error', () => {
      finish();
    });
    socket.on('data', (chunk) => {
      greeting += chunk.toString();
      if (!greeting.includes('\r\n')) return;
      finish(/^INFO .*"server_name":"([^"]*)"/.exec(greeting)?.[1] ?? 'not NATS');
    });
  });
}
